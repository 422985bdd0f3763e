package org.pop3j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The catalogue against the checks that there are. */
class CoverageTest {
    /** Statements that permit something to a client, which so cannot break them. */
    private static final Set<String> PERMISSIONS = Set.of("C0013", "V0006");

    private static final Set<String> BY_SERVER_CHECKS = shown(ServerKit.checks());
    private static final Set<String> BY_CLIENT_CHECKS = shown(ClientKit.checks());

    private static Set<String> shown(List<Check> checks) {
        Set<String> shown = new HashSet<>();
        checks.forEach(check -> shown.addAll(check.requirements()));
        return shown;
    }

    private static List<Requirement> statements() {
        return Requirements.all().stream()
                .filter(requirement -> requirement.id().matches("[CV][0-9]{4}"))
                .toList();
    }

    @Test
    @DisplayName("the 55 statements of [MS-STANOPOP3] are C0001 to C0047 and V0001 to V0008")
    void statementsAreComplete() {
        assertThat(statements().stream().map(Requirement::id))
                .hasSize(55)
                .contains("C0001", "C0047", "V0001", "V0008")
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("every C and V statement has a check on each side that it binds")
    void everyStatementIsChecked() {
        assertThat(gaps(Requirement::server, BY_SERVER_CHECKS)).isEmpty();
        assertThat(gaps(Requirement::client, BY_CLIENT_CHECKS)).containsExactlyInAnyOrderElementsOf(PERMISSIONS);
    }

    private static List<String> gaps(Function<Requirement, Optional<String>> rule, Set<String> checked) {
        return statements().stream()
                .filter(requirement -> rule.apply(requirement).isPresent())
                .map(Requirement::id)
                .filter(id -> !checked.contains(id))
                .toList();
    }

    @Test
    @DisplayName("every other requirement has a check, or a reason why no check can show it, and not both")
    void everyRequirementIsCheckedOrExplained() {
        List<String> gaps = new ArrayList<>();
        for (Requirement requirement : Requirements.all()) {
            boolean checked =
                    BY_SERVER_CHECKS.contains(requirement.id()) || BY_CLIENT_CHECKS.contains(requirement.id());
            boolean explained = Requirements.unchecked(requirement.id()).isPresent();
            if (checked == explained && !PERMISSIONS.contains(requirement.id())) {
                gaps.add(requirement.id());
            }
        }
        assertThat(gaps).isEmpty();
    }

    @Test
    @DisplayName("no two checks of a side have the same name")
    void namesAreUnique() {
        for (List<Check> checks : List.of(ServerKit.checks(), ClientKit.checks())) {
            Stream<String> names = checks.stream().map(Check::name);
            assertThat(names).doesNotHaveDuplicates();
        }
    }
}
