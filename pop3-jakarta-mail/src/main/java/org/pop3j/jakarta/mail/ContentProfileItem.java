package org.pop3j.jakarta.mail;

import jakarta.mail.FetchProfile;

/**
 * What a {@link FetchProfile} may ask for here beyond the items of the API.
 *
 * <pre>{@code
 * FetchProfile profile = new FetchProfile();
 * profile.add(ContentProfileItem.CONTENT);
 * inbox.fetch(inbox.getMessages(), profile);
 * }</pre>
 */
public final class ContentProfileItem extends FetchProfile.Item {
    /**
     * The whole messages: they will be read. Where the server announces PIPELINING they are retrieved many at a time, as
     * many in advance as {@code mail.pop3.readahead.octets} allows; elsewhere each when it is read.
     */
    public static final ContentProfileItem CONTENT = new ContentProfileItem("CONTENT");

    private ContentProfileItem(String name) {
        super(name);
    }
}
