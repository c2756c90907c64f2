package dev.rolecall.policy;

import dev.rolecall.json.Position;

/**
 * What is wrong with a policy document.
 *
 * @param code a stable id, IAM Access Analyzer's where one fits ({@code
 *     INVALID_CONDITION_OPERATOR})
 * @param pointer the place as a JSON pointer (RFC 6901), {@code /Statement/0/Condition/StringEqual}
 * @param position the place in the text, where the document was read from text
 * @param message a sentence that says what is wrong and how to mend it
 */
public record PolicyProblem(String code, String pointer, Position position, String message) {
  @Override
  public String toString() {
    String place = position.equals(Position.NONE) ? pointer : pointer + " (" + position + ")";
    return place + ": " + message + " [" + code + "]";
  }
}
