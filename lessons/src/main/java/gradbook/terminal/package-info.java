/** A person at a terminal: the screen, prose and code on it, the line editor for Java, a cell that Ctrl-C stops. */
package gradbook.terminal;
