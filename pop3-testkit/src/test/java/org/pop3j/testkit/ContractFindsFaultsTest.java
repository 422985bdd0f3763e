package org.pop3j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.store.spi.StoredContent.Form;

/** The contract, run against stores that are wrong on purpose: each fault must be found by the test that is for it. */
@Tag("any-jdk")
class ContractFindsFaultsTest {
    private static final AtomicReference<Supplier<MaildropStore>> UNDER_TEST = new AtomicReference<>(MemoryStore::new);

    /** The contract for {@link #UNDER_TEST}. */
    static class Contract extends MaildropStoreContract {
        @Override
        protected MaildropStore newStore() {
            return UNDER_TEST.get().get();
        }

        @Override
        protected int manyMessages() {
            return 100;
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                store("no lock", WrongStores::withoutLock, "anOpenMaildropIsInUse"),
                store("a racy lock", WrongStores::withRacyLock, "oneOfManyOpensTheMaildrop"),
                store("unknown for in use", WrongStores::withOneAnswerForAll, "anOpenMaildropIsInUse"),
                store("creating on open", WrongStores::creatingOnOpen, "anUnknownMaildropIsUnknown"),
                store("creating on delivery", WrongStores::creatingOnDelivery, "deliveryIntoNothingIsRefused"),
                store("emptying on create", WrongStores::emptyingOnCreate, "creatingTwiceIsHarmless"),
                store("closing others", WrongStores::closingOthersSessions, "closingTwiceIsHarmless"),
                drop("locked after commit", WrongStores::lockedAfterCommit, "theLockIsFreeWhateverHappenedBefore"),
                drop("removing on close", WrongStores::removingOnClose, "closingRemovesNothing"),
                store("no snapshot", WrongStores::withoutSnapshot, "theMaildropIsASnapshot"),
                drop("stored sizes", WrongStores::withStoredSizes, "everyMessageComesBack"),
                drop("wrong total", WrongStores::withWrongTotal, "theTotalIsTheSum"),
                drop("no bounds", WrongStores::withoutBounds, "numbersHaveBounds"),
                drop("positions as ids", WrongStores::withPositionsAsIds, "idsPersist"),
                drop("digests as ids", WrongStores::withDigestsAsIds, "identicalMessagesHaveDifferentIds"),
                drop("long ids", WrongStores::withLongIds, "identicalMessagesHaveDifferentIds"),
                drop("newest first", WrongStores::newestFirst, "theOrderIsStable"),
                store("ids used again", WrongStores::usingIdsAgain, "idsAreNotUsedAgain"),
                drop("wrong form LF", d -> WrongStores.withWrongForm(d, Form.LF), "theFormIsTrue"),
                drop("wrong form CRLF", d -> WrongStores.withWrongForm(d, Form.CRLF), "theFormIsTrue"),
                drop("wrong form mixed", d -> WrongStores.withWrongForm(d, Form.MIXED), "theFormIsTrue"),
                drop("wrong form clean", d -> WrongStores.withWrongForm(d, Form.WIRE_CLEAN), "theFormIsTrue"),
                drop("wrong sizes together", WrongStores::withWrongSizesTogether, "togetherAsOneByOne"),
                drop("wrong ids together", WrongStores::withWrongIdsTogether, "togetherAsOneByOne"),
                drop("removing what was retrieved", WrongStores::removingRetrieved, "retrievedMessagesStay"),
                drop("shared content", WrongStores::withSharedContent, "contentsDoNotDisturbEachOther"),
                drop("removing one more", WrongStores::removingTheNextToo, "commitOfNothingAndOfEverything"),
                drop("removing nothing", WrongStores::removingNothing, "commitRemovesExactlyTheNamed"),
                drop("reporting wrongly", WrongStores::reportingWrongly, "commitRemovesExactlyTheNamed"),
                store("removing by position", WrongStores::removingByPosition, "commitRemovesByIdentity"),
                store("half messages", WrongStores::storingHalfMessages, "aMessageIsStoredWholeOrNotAtAll"),
                store("reading once", WrongStores::readingOnce, "theStreamIsReadToItsEndAndNotClosed"),
                store("closing the message", WrongStores::closingTheMessage, "theStreamIsReadToItsEndAndNotClosed"),
                store("no delivery ids", WrongStores::forgettingDeliveries, "aDeliveryIsNotStoredTwice"),
                store("recipients mixed", WrongStores::mixingRecipients, "differentDeliveriesAreStoredEach"),
                store("remembering too early", WrongStores::rememberingTooEarly, "aFailedDeliveryCanBeTriedAgain"),
                store("deliveries locked out", WrongStores::lockingDeliveries, "aSessionHindersNoDelivery"));
    }

    private static Arguments store(String fault, Supplier<MaildropStore> wrong, String foundBy) {
        return arguments(Named.of(fault, wrong), foundBy);
    }

    private static Arguments drop(String fault, UnaryOperator<Maildrop> wrong, String foundBy) {
        return store(fault, () -> WrongStores.maildrops(wrong), foundBy);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachFaultIsFound(Supplier<MaildropStore> wrong, String foundBy) {
        assertThat(failuresOf(wrong)).contains(foundBy);
    }

    @Test
    void aRightStoreHasNone() {
        assertThat(failuresOf(MemoryStore::new)).isEmpty();
        assertThat(failuresOf(StoreWrapper::new)).isEmpty();
    }

    /** The methods of the contract that fail. */
    private static Set<String> failuresOf(Supplier<MaildropStore> store) {
        UNDER_TEST.set(store);
        Set<String> failed = new TreeSet<>();
        LauncherDiscoveryRequest contract = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Contract.class))
                .build();
        LauncherFactory.create().execute(contract, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failed.add(methodOf(test));
                }
            }
        });
        return failed;
    }

    private static String methodOf(TestIdentifier test) {
        return test.getUniqueIdObject().getSegments().stream()
                .filter(segment -> segment.getType().matches("method|test-factory"))
                .map(segment -> segment.getValue().replaceAll("\\(.*", ""))
                .findFirst()
                .orElse(test.getDisplayName());
    }
}
