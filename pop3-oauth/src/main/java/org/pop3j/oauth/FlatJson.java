package org.pop3j.oauth;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON objects whose members matter only where they are text, numbers or truth values: all that OAuth 2 has. */
final class FlatJson {
    private static final JsonFactory JSON = new JsonFactory();

    private FlatJson() {}

    /**
     * Reads an object; lists become words with SPACE between; members that are objects or null are left out.
     *
     * @throws MalformedAnswerException if it is no JSON object; the message shows nothing of it
     */
    static Map<String, String> read(String text) throws MalformedAnswerException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedAnswerException("expected a JSON object, got something else");
            }
            Map<String, String> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                value(parser).ifPresent(value -> members.putIfAbsent(name, value));
            }
            return members;
        } catch (JacksonException e) {
            throw new MalformedAnswerException("expected a JSON object, got something that is no JSON");
        }
    }

    private static Optional<String> value(JsonParser parser) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY) {
            return Optional.of(words(parser));
        }
        parser.skipChildren();
        return token.isScalarValue() && token != JsonToken.VALUE_NULL
                ? Optional.of(parser.getString())
                : Optional.empty();
    }

    private static String words(JsonParser parser) {
        StringJoiner words = new StringJoiner(" ");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken().isScalarValue()) {
                words.add(parser.getString());
            }
            parser.skipChildren();
        }
        return words.toString();
    }

    static String write(Map<String, String> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.writeStartObject();
            members.forEach(generator::writeStringProperty);
            generator.writeEndObject();
        }
        return text.toString();
    }
}
