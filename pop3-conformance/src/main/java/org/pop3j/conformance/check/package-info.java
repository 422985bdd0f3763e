/**
 * What both sides share: the two ways in which a check ends early, the dialogue as a report shows it, and the keys of SCRAM. Not
 * exported.
 */
package org.pop3j.conformance.check;
