package org.pop3j.bench;

import tools.jackson.core.JsonGenerator;

/** What a report consists of. */
sealed interface ReportPart permits ReportTable, Plot {
    /** As a section of a Markdown page. */
    String markdown();

    /** As one JSON object. */
    void json(JsonGenerator json);
}
