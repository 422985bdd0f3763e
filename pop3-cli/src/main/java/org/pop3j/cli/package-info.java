/**
 * The {@code pop3} command.
 *
 * <p>Start at {@link org.pop3j.cli.Pop3}: it finds the command, runs it, and turns what went wrong into one line and an exit
 * code. Each command is a class; the classes around {@code ServeCommand} and {@code FetchCommand} are named after what they
 * do.
 */
package org.pop3j.cli;
