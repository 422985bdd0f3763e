/** What checks of both sides share: the two ways in which a check ends early, and the dialogue as a report shows it. Not exported. */
package org.pop3j.conformance.check;
