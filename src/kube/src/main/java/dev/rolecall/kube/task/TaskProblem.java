package dev.rolecall.kube.task;

/**
 * What is wrong with a spec.
 *
 * @param pointer JSON pointer from the spec (RFC 6901); empty for the spec itself
 * @param message a sentence that says what is wrong and how to mend it
 */
public record TaskProblem(String pointer, String message) {}
