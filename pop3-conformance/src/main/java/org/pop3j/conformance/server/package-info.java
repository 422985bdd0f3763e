/**
 * The checks of servers. {@code ServerRun} does them, {@code Catalogue} lists them, each {@code ...Checks} class has those of
 * a subject; a check is a few lines against a {@code Probe} and its {@code Session}s. Not exported.
 */
package org.pop3j.conformance.server;
