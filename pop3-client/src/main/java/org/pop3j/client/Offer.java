package org.pop3j.client;

import java.util.List;
import java.util.Optional;
import org.pop3j.codec.Capabilities;

/**
 * What a server offers to log in by.
 *
 * @param mechanisms SASL mechanisms in upper case
 * @param initialResponse whether AUTH may have one
 * @param timestamp the timestamp of a greeting that nobody but the server can have written (S-18)
 * @param namesWrongCredentials whether the server announces AUTH-RESP-CODE (R3206-03)
 */
record Offer(
        List<String> mechanisms,
        InitialResponse initialResponse,
        Optional<String> timestamp,
        boolean namesWrongCredentials) {
    /** Asks for it: by CAPA, and by bare AUTH where CAPA names no mechanism and USER will not do (OXP-02). */
    static Offer of(Dialogue dialogue, List<Way> ways) throws Pop3Exception {
        Capabilities capabilities = dialogue.capabilities();
        Offer offer = new Offer(
                capabilities.saslMechanisms(),
                InitialResponse.WHERE_IT_FITS,
                dialogue.believedTimestamp(),
                capabilities.has("AUTH-RESP-CODE"));
        boolean isEnough = !offer.mechanisms.isEmpty() || ways.stream().anyMatch(offer::has);
        return isEnough ? offer : offer.listed(dialogue.listedMechanisms());
    }

    /** R5034-03 asks for less than the policy may: no initial response where it wants none. */
    Offer asWanted(LoginPolicy policy) {
        return policy.initialResponse() == InitialResponse.NEVER
                ? new Offer(mechanisms, InitialResponse.NEVER, timestamp, namesWrongCredentials)
                : this;
    }

    private Offer listed(List<String> listed) {
        return new Offer(listed, InitialResponse.NEVER, timestamp, namesWrongCredentials);
    }

    /** USER is tried even where it is not announced: not every server that has it has CAPA, or says it there (C0009). */
    boolean has(Way way) {
        if (way.sasl().isPresent()) {
            return mechanisms.contains(way.mechanism());
        }
        return way == Way.USER || timestamp.isPresent();
    }

    /** Whether the server can bind SCRAM to the channel (R5802-06). */
    boolean binds() {
        return mechanisms.stream().anyMatch(name -> name.startsWith("SCRAM-") && name.endsWith("-PLUS"));
    }
}
