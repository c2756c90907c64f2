package dev.rolecall.policy.index;

import java.util.Arrays;

/**
 * One look through an index: the text that is looked for and what was found. For one thread, which
 * uses it again and again. It refers to nothing of a request or an index, so it keeps none of them
 * alive; and numbers are stored faster than references, of which the garbage collector takes note.
 */
public final class Walk {
  private static final int INITIAL_TEXT = 512;
  private static final int INITIAL_GROUPS = 32;

  private char[] text = new char[INITIAL_TEXT];
  private int actionEnd;
  private int resourceEnd;
  private int[] found = new int[INITIAL_GROUPS];
  private int count;

  /**
   * Goes on to another request.
   *
   * @param action in lower case
   * @param resource an ARN or not
   */
  public void begin(String action, String resource) {
    actionEnd = action.length();
    resourceEnd = actionEnd + resource.length();
    if (resourceEnd > text.length) {
      text = new char[2 * resourceEnd];
    }
    action.getChars(0, action.length(), text, 0);
    resource.getChars(0, resource.length(), text, actionEnd);
    count = 0;
  }

  /** The action and, right behind it, the resource. */
  char[] text() {
    return text;
  }

  /** Where the action ends and the resource begins. */
  int actionEnd() {
    return actionEnd;
  }

  /** Where the resource ends. */
  int resourceEnd() {
    return resourceEnd;
  }

  void add(int group) {
    if (count == found.length) {
      found = Arrays.copyOf(found, 2 * count);
    }
    found[count++] = group;
  }

  /** Forgets what was found, and goes on to another index. */
  void forget() {
    count = 0;
  }

  /** How many groups were found. */
  public int count() {
    return count;
  }

  int group(int number) {
    return found[number];
  }
}
