package dev.rolecall.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipHashTest {
  /** The key 00 01 ... 0f of the paper's appendix A. */
  private static final SipHash HASH = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

  /** Over the bytes 00 01 ... of this length: the paper's example, and the reference's vectors. */
  @ParameterizedTest
  @CsvSource({"15,a129ca6149be45e5", "0,726fdb47dd0e0e31", "8,93f5f5799a932462"})
  void givesThePublishedValues(int length, String expected) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    assertThat(HASH.hash(bytes)).isEqualTo(Long.parseUnsignedLong(expected, 16));
  }
}
