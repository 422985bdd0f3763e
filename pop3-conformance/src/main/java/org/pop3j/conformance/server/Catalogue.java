package org.pop3j.conformance.server;

import java.util.List;

/** All checks of servers, a class of them a subject. */
final class Catalogue {
    private static final List<ServerCheck> ALL = gather();

    private Catalogue() {}

    static List<ServerCheck> all() {
        return ALL;
    }

    private static List<ServerCheck> gather() {
        CheckList list = new CheckList();
        GreetingChecks.addTo(list);
        BeforeLoginChecks.addTo(list);
        LoginChecks.addTo(list);
        FailedLoginChecks.addTo(list);
        ArgumentChecks.addTo(list);
        ListingChecks.addTo(list);
        RetrievalChecks.addTo(list);
        SeededContentChecks.addTo(list);
        TopChecks.addTo(list);
        UniqueIdChecks.addTo(list);
        DeletionChecks.addTo(list);
        UpdateChecks.addTo(list);
        SessionChecks.addTo(list);
        LineChecks.addTo(list);
        CapabilityChecks.addTo(list);
        StlsChecks.addTo(list);
        TlsChecks.addTo(list);
        AuthChecks.addTo(list);
        PlainChecks.addTo(list);
        ScramChecks.addTo(list);
        OutlookChecks.addTo(list);
        LanguageChecks.addTo(list);
        WholeRunChecks.addTo(list);
        return list.checks();
    }
}
