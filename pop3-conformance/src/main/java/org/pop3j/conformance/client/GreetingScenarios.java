package org.pop3j.conformance.client;

import static org.pop3j.conformance.client.ScenarioList.greeting;

import org.pop3j.conformance.fake.Said.Then;

/** The connection and the greeting (MS-STANOPOP3 2.2.1): what comes before a user name can choose a scenario. */
final class GreetingScenarios {
    private GreetingScenarios() {}

    static void addTo(ScenarioList list) {
        list.must(
                "C0001",
                "a connection that is closed at once is told as a failure",
                greeting("", Then.CLOSE),
                Outcome::failed);
        list.hangs(
                "C0002 D-2",
                "a greeting that never comes is given up, and nothing is sent before it",
                greeting("", Then.HANG),
                outcome -> {
                    if (!outcome.commands().isEmpty()) {
                        outcome.without(outcome.commands().get(0).keyword());
                    }
                    outcome.gaveUp();
                });
        list.must(
                "C0007 D-10",
                "a greeting of -ERR is a refusal: nobody logs in",
                greeting("-ERR out of service\r\n", Then.GO_ON),
                outcome ->
                        outcome.without("USER").without("PASS").without("AUTH").failed());
        list.should(
                "V0008 S-18",
                "a greeting with a timestamp does not make a client use APOP unasked",
                greeting("+OK <1896.697170952@fake.example>\r\n", Then.GO_ON),
                outcome -> outcome.without("APOP"));
    }
}
