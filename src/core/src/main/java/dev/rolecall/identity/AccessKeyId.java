package dev.rolecall.identity;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The id of a temporary access key: {@code ASIA} and 16 characters of {@code [A-Z2-7]} that hold
 * the account the way AWS encodes it. Nothing secret is derived from it.
 */
public record AccessKeyId(String value) {
  private static final Pattern FORM = Pattern.compile("ASIA[A-Z2-7]{16}");
  private static final long OFFSET = 1L << 39;
  private static final int PREFIX = 4;

  public AccessKeyId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a temporary access key id: '" + value + "'");
    }
  }

  /** A new id for a session of {@code account}. */
  public static AccessKeyId generate(AccountId account, RandomGenerator random) {
    long number = Long.parseLong(account.value());
    long half = number / 2 + OFFSET;
    StringBuilder id = new StringBuilder("ASIA");
    for (int shift = 35; shift >= 0; shift -= 5) {
      id.append(Base32.ALPHABET.charAt((int) (half >> shift) & 31));
    }
    // The lowest bit of the account is the highest of the next character.
    id.append(Base32.ALPHABET.charAt((int) (number & 1) * 16 + random.nextInt(16)));
    while (id.length() < PREFIX + 16) {
      id.append(Base32.ALPHABET.charAt(random.nextInt(32)));
    }
    return new AccessKeyId(id.toString());
  }

  /** The account that the id was made for. */
  public AccountId account() {
    long half = 0;
    for (int i = PREFIX; i < PREFIX + 8; i++) {
      half = half << 5 | Base32.ALPHABET.indexOf(value.charAt(i));
    }
    long odd = Base32.ALPHABET.indexOf(value.charAt(PREFIX + 8)) >> 4;
    return new AccountId(
        String.format("%012d", Math.floorMod((half - OFFSET) * 2 + odd, 1_000_000_000_000L)));
  }

  @Override
  public String toString() {
    return value;
  }
}
