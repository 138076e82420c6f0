package dev.digitgan.checkpoint.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locale")
final class SafetensorsHeaderTest {
  @Test
  void aHeaderIsRead() throws Exception {
    SafetensorsHeader header =
        SafetensorsHeader.parse(
            file(
                "{\"__metadata__\":{\"format\":\"pt\"},"
                    + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[24,28]},"
                    + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}}  ",
                28));
    assertThat(header.tensors().keySet()).containsExactlyInAnyOrder("a", "b");
    assertThat(header.tensors())
        .containsEntry("b", new SafetensorsHeader.Entry(new Shape(1), 24, 28));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 1L << 40, Long.MIN_VALUE, 1000})
  void anImpossibleHeaderLengthIsRefused(long length) {
    byte[] file = file("{}", 0);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    assertThatThrownBy(() -> SafetensorsHeader.parse(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("is not possible");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}|12|a hole",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|8|an overlap",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}|9|the file holds 9",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}|7|the file holds 7",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}|8|its shape takes 12 bytes",
        "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}|8|of type 'F64'",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}|8|a dimension of -2",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999,99999],\"data_offsets\":[0,8]}}|8|over 2 GiB",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,1,2],\"data_offsets\":[0,8]}}|8|over 8 dimensions",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}|8|lies at -8",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}|8|lacks its shape or its two offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}|8|two tensors 'a'",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}}|8|unknown field 'x'",
        "{\"a\":[]}|0|cannot be parsed",
        "[]|0|cannot be parsed",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1e99],\"data_offsets\":[0,8]}}|8|cannot be parsed",
        "{} {}|0|cannot be parsed",
      })
  void aHeaderThatDoesNotFitItsFileIsRefused(String json, int dataBytes, String message) {
    assertThatThrownBy(() -> SafetensorsHeader.parse(file(json, dataBytes)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("weights: ")
        .hasMessageContaining(message);
  }

  private static byte[] file(String json, int dataBytes) {
    byte[] header = json.getBytes(UTF_8);
    return ByteBuffer.allocate(8 + header.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .array();
  }
}
