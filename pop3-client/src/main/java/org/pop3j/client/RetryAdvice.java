package org.pop3j.client;

import java.util.regex.Pattern;
import org.pop3j.codec.ReceivedReply;
import org.pop3j.codec.ResponseCode;

/** What a response code says about trying again (R2449-14, R3206-03). */
public enum RetryAdvice {
    /**
     * Later, with the same credentials: {@code [IN-USE]}, {@code [LOGIN-DELAY]}, {@code [SYS/TEMP]}. After {@code
     * [LOGIN-DELAY]} wait at least {@link org.pop3j.codec.Capabilities#loginDelay()}.
     */
    LATER,
    /** Not before there are new credentials: {@code [AUTH]}, and no other code says so. */
    NEW_CREDENTIALS,
    /** Not before a person has looked at it: {@code [SYS/PERM]}. */
    OPERATOR,
    /** The server did not say. */
    UNKNOWN;

    /** How servers without response codes tell a quota ({@link Quirk#QUOTA_AS_REFUSAL}). */
    private static final Pattern QUOTA =
            Pattern.compile("quota|exceed|too many|limit (?:is )?reached|throttl|try again", Pattern.CASE_INSENSITIVE);

    static RetryAdvice of(ReceivedReply reply, QuirkProfile profile) {
        boolean isQuota = profile.takes(Quirk.QUOTA_AS_REFUSAL)
                && reply.code().isEmpty()
                && QUOTA.matcher(reply.text()).find();
        return isQuota ? LATER : reply.code().map(RetryAdvice::of).orElse(UNKNOWN);
    }

    private static RetryAdvice of(ResponseCode code) {
        if (code.is(ResponseCode.IN_USE) || code.is(ResponseCode.LOGIN_DELAY) || code.is(ResponseCode.SYS_TEMP)) {
            return LATER;
        }
        if (code.is(ResponseCode.AUTH)) {
            return NEW_CREDENTIALS;
        }
        return code.is(ResponseCode.SYS_PERM) ? OPERATOR : UNKNOWN;
    }
}
