package dev.rolecall.policy.pattern;

import dev.rolecall.text.AsciiCase;

/**
 * An action that a request asks for, its case levelled once so that patterns need not.
 *
 * @param text as the request writes it, {@code s3:GetObject}
 * @param lowerCase the same with its ASCII letters in lower case; others keep theirs, so that no
 *     letter of another script becomes an ASCII one
 */
public record ActionName(String text, String lowerCase) {
  public static ActionName of(String text) {
    return new ActionName(text, AsciiCase.lower(text));
  }
}
