package dev.rolecall.policy.lint;

import dev.rolecall.json.Position;
import java.util.Optional;

/**
 * Something that may be wrong with a policy.
 *
 * @param code a stable id, IAM Access Analyzer's where one fits
 * @param pointer the place as a JSON pointer (RFC 6901)
 * @param position the place in the text, where the policy was read from text
 * @param message a sentence that says what is wrong
 * @param fix a sentence that says how to mend it; empty where the message does
 * @param replacement what to write at the place instead, where that can be told
 */
public record Finding(
    String code,
    Severity severity,
    String pointer,
    Position position,
    String message,
    String fix,
    Optional<String> replacement) {}
