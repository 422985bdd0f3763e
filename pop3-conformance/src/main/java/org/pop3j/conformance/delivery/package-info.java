/** The ways to deliver a message for a check. Not exported: start at {@link org.pop3j.conformance.Deliverer}. */
package org.pop3j.conformance.delivery;
