package dev.rolecall.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
  private static final AddressPolicy PUBLIC = new AddressPolicy(List.of());

  private static boolean allows(AddressPolicy policy, String address) throws Exception {
    return policy.allows(InetAddress.getByName(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001:80b::200e",
      })
  void allowsPublicAddresses(String address) throws Exception {
    assertThat(allows(PUBLIC, address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "169.254.170.2",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "168.63.129.16",
        "100.100.100.200",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:0:a00:1",
        "64:ff9b::a00:1",
        "64:ff9b::101:101",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:a00:1::",
        "2002:101:101::",
        "3fff::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
      })
  void refusesEveryOtherAddress(String address) throws Exception {
    assertThat(allows(PUBLIC, address)).isFalse();
  }

  @Test
  void looksThroughAMappedAddress() throws Exception {
    byte[] mapped = InetAddress.getByName("64:ff9b::a00:1").getAddress();
    Arrays.fill(mapped, 0, 10, (byte) 0);
    mapped[10] = -1;
    mapped[11] = -1;
    InetAddress address = Inet6Address.getByAddress("mapped", mapped, 0);

    assertThat(address).isInstanceOf(Inet6Address.class);
    assertThat(PUBLIC.allows(address)).isFalse();
    assertThat(new AddressPolicy(List.of("10.0.0.0/8")).allows(address)).isTrue();
  }

  @Test
  void allowsWhatIsListed() throws Exception {
    AddressPolicy policy = new AddressPolicy(List.of("10.1.0.0/16", "fd00:1::/32", "127.0.0.1/32"));

    assertThat(allows(policy, "10.1.255.255")).isTrue();
    assertThat(allows(policy, "10.2.0.0")).isFalse();
    assertThat(allows(policy, "fd00:1::5")).isTrue();
    assertThat(allows(policy, "fd00:2::5")).isFalse();
    assertThat(allows(policy, "127.0.0.1")).isTrue();
    assertThat(allows(policy, "127.0.0.2")).isFalse();
    assertThat(allows(policy, "1.1.1.1")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.170.23",
        "168.63.129.16",
        "100.100.100.200",
        "fd00:ec2::254",
        "fe80::a9fe:a9fe"
      })
  void refusesMetadataServicesWhateverIsListed(String address) throws Exception {
    AddressPolicy everything = new AddressPolicy(List.of("0.0.0.0/0", "::/0"));
    assertThat(allows(everything, address)).isFalse();
    assertThat(allows(everything, "10.0.0.1")).isTrue();
    assertThat(allows(everything, "fd00::1")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0",
        "10.0.0/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "010.0.0.0/8",
        "256.0.0.0/8",
        "example.com/8",
        "fd00::/129",
        "fd00/8",
        ":::/8",
        "10.0.0.0/8 ",
        "1.2.3.4/99999"
      })
  void namesARangeThatIsNone(String range) {
    assertThatThrownBy(() -> new AddressPolicy(List.of(range)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + range + "' is not an address range such as 10.0.0.0/8 or fd00::/8");
  }

  @Test
  void refusesARangeWithBitsBeyondItsPrefix() {
    assertThatThrownBy(() -> new AddressPolicy(List.of("10.0.0.1/8")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the address range '10.0.0.1/8' has bits beyond its prefix");
  }
}
