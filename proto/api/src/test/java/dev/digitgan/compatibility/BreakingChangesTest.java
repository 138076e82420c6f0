package dev.digitgan.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TextFormat.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule, by one change of a small proto that has everything. */
final class BreakingChangesTest {
  private static final String PROTOS =
      """
      file {
        name: "a.proto" package: "p.v1" syntax: "proto3"
        dependency: "google/protobuf/timestamp.proto"
        options { java_package: "dev.p" java_multiple_files: true java_outer_classname: "AProto" }
        message_type {
          name: "M"
          field { name: "count" number: 1 type: TYPE_INT32 label: LABEL_OPTIONAL }
          field {
            name: "maybe_count" number: 2 type: TYPE_INT32 label: LABEL_OPTIONAL oneof_index: 1 proto3_optional: true
          }
          field { name: "names" number: 3 type: TYPE_STRING label: LABEL_REPEATED }
          field { name: "at" number: 4 type: TYPE_MESSAGE type_name: ".google.protobuf.Timestamp" label: LABEL_OPTIONAL }
          field { name: "kind" number: 5 type: TYPE_ENUM type_name: ".p.v1.Kind" label: LABEL_OPTIONAL }
          field { name: "text" number: 6 type: TYPE_STRING label: LABEL_OPTIONAL oneof_index: 0 }
          field { name: "part" number: 7 type: TYPE_MESSAGE type_name: ".p.v1.M.Part" label: LABEL_OPTIONAL oneof_index: 0 }
          nested_type {
            name: "Part"
            field { name: "size" number: 1 type: TYPE_INT64 label: LABEL_OPTIONAL }
          }
          oneof_decl { name: "content" }
          oneof_decl { name: "_maybe_count" }
          reserved_range { start: 9 end: 12 }
          reserved_name: "old"
        }
        message_type { name: "Other" }
        enum_type {
          name: "Kind"
          value { name: "KIND_UNSPECIFIED" number: 0 }
          value { name: "KIND_ONE" number: 1 }
          reserved_range { start: 5 end: 6 }
        }
        service {
          name: "S"
          method { name: "Get" input_type: ".p.v1.M" output_type: ".p.v1.Other" }
          method { name: "Watch" input_type: ".p.v1.M" output_type: ".p.v1.Other" server_streaming: true }
        }
      }
      file { name: "b.proto" package: "p.v1" syntax: "proto3" }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: \"count\" number: 1 | name: \"count\" number: 8 | field p.v1.M.count: number was 1, is 8",
        "name: \"count\" | name: \"total\" | field p.v1.M.count is gone: removed, renamed or moved",
        "field { name: \"count\" number: 1 type: TYPE_INT32 label: LABEL_OPTIONAL } | '' |"
            + " field p.v1.M.count is gone: removed, renamed or moved",
        "\"count\" number: 1 type: TYPE_INT32 | \"count\" number: 1 type: TYPE_INT64 |"
            + " field p.v1.M.count: type was INT32, is INT64",
        "\"count\" number: 1 type: TYPE_INT32 | \"count\" number: 1 type: TYPE_SINT32 |"
            + " field p.v1.M.count: type was INT32, is SINT32",
        "google.protobuf.Timestamp | p.v1.Other |"
            + " field p.v1.M.at: type was google.protobuf.Timestamp, is p.v1.Other",
        "type: TYPE_ENUM type_name: \".p.v1.Kind\" | type: TYPE_INT32 |"
            + " field p.v1.M.kind: type was p.v1.Kind, is INT32",
        "TYPE_INT32 label: LABEL_OPTIONAL } | TYPE_INT32 label: LABEL_REPEATED } |"
            + " field p.v1.M.count: cardinality was a value always, is repeated",
        "LABEL_REPEATED | LABEL_OPTIONAL |"
            + " field p.v1.M.names: cardinality was repeated, is a value always",
        "oneof_index: 1 proto3_optional: true | oneof_index: 0 |"
            + " field p.v1.M.maybe_count: oneof was none, is content",
        "LABEL_OPTIONAL oneof_index: 0 } | LABEL_OPTIONAL } |"
            + " field p.v1.M.text: oneof was content, is none",
        "oneof_decl { name: \"content\" } | oneof_decl { name: \"body\" } |"
            + " oneof p.v1.M.content is gone: removed, renamed or moved",
        "name: \"count\" number: 1 | name: \"count\" json_name: \"n\" number: 1 |"
            + " field p.v1.M.count: JSON name was count, is n",
        "name: \"size\" | name: \"bytes\" | field p.v1.M.Part.size is gone: removed, renamed or moved",
        "message_type { name: \"Other\" } | message_type { name: \"Another\" } message_type { name: \"Other\" options {"
            + " message_set_wire_format: true } } |"
            + " message p.v1.Other: option message_set_wire_format was unset, is true",
        "start: 9 end: 12 | start: 9 end: 11 |"
            + " reservation p.v1.M 9 to 11 is gone: removed, renamed or moved",
        "reserved_name: \"old\" | '' | reservation p.v1.M old is gone: removed, renamed or moved",
        "value { name: \"KIND_ONE\" number: 1 } | '' |"
            + " enum value p.v1.Kind.KIND_ONE is gone: removed, renamed or moved",
        "name: \"KIND_ONE\" number: 1 | name: \"KIND_ONE\" number: 2 |"
            + " enum value p.v1.Kind.KIND_ONE: number was 1, is 2",
        "start: 5 end: 6 | start: 5 end: 5 |"
            + " reservation p.v1.Kind 5 to 6 is gone: removed, renamed or moved",
        "name: \"S\" | name: \"T\" | service p.v1.S is gone: removed, renamed or moved",
        "name: \"Get\" | name: \"Fetch\" | method p.v1.S.Get is gone: removed, renamed or moved",
        "\"Get\" input_type: \".p.v1.M\" | \"Get\" input_type: \".p.v1.Other\" |"
            + " method p.v1.S.Get: request was p.v1.M, is p.v1.Other",
        "\".p.v1.Other\" } | \".p.v1.M\" } |"
            + " method p.v1.S.Get: response was p.v1.Other, is p.v1.M",
        "server_streaming: true | '' | method p.v1.S.Watch: responses was stream, is one",
        "server_streaming: true | server_streaming: true client_streaming: true |"
            + " method p.v1.S.Watch: requests was one, is stream",
        "java_package: \"dev.p\" | java_package: \"dev.q\" |"
            + " file a.proto: option java_package was dev.p, is dev.q",
        "java_multiple_files: true | '' | file a.proto: option java_multiple_files was true, is unset",
        "java_outer_classname: \"AProto\" | '' |"
            + " file a.proto: option java_outer_classname was AProto, is unset",
        "name: \"b.proto\" package: \"p.v1\" | name: \"b.proto\" package: \"p.v2\" |"
            + " file b.proto: package was p.v1, is p.v2",
        "name: \"b.proto\" package: \"p.v1\" syntax: \"proto3\" | name: \"b.proto\" package: \"p.v1\" syntax: \"proto2\" |"
            + " file b.proto: syntax was proto3, is proto2",
        "name: \"b.proto\" | name: \"c.proto\" | file b.proto is gone: removed, renamed or moved",
        "message_type { name: \"Other\" } | '' | message p.v1.Other is gone: removed, renamed or moved",
      })
  void namesWhatOthersRelyOn(String before, String after, String change) throws ParseException {
    assertThat(BreakingChanges.between(set(PROTOS), set(changed(before, after)))).contains(change);
  }

  @Test
  void aMessageThatIsMovedToAnotherFileIsNamed() throws ParseException {
    String moved =
        changed("message_type { name: \"Other\" }", "dependency: \"b.proto\"")
            .replace("name: \"b.proto\"", "name: \"b.proto\" message_type { name: \"Other\" }");
    assertThat(BreakingChanges.between(set(PROTOS), set(moved)))
        .containsExactly("message p.v1.Other: file was a.proto, is b.proto");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nested_type { | field { name: \"new\" number: 8 type: TYPE_INT32 label: LABEL_OPTIONAL } nested_type { |"
            + " field p.v1.M.new",
        "nested_type { | field { name: \"new\" number: 8 type: TYPE_INT32 label: LABEL_OPTIONAL oneof_index: 0 }"
            + " nested_type { | field p.v1.M.new",
        "enum_type { | message_type { name: \"New\" } enum_type { | message p.v1.New",
        "reserved_range { start: 5 | value { name: \"KIND_TWO\" number: 2 } reserved_range { start: 5 |"
            + " enum value p.v1.Kind.KIND_TWO",
        "method { name: \"Get\" | method { name: \"List\" input_type: \".p.v1.M\" output_type: \".p.v1.M\" }"
            + " method { name: \"Get\" | method p.v1.S.List",
        "file { name: \"b.proto\" | file { name: \"c.proto\" } file { name: \"b.proto\" | file c.proto",
        "reserved_name: \"old\" | reserved_name: \"old\" reserved_name: \"older\" | reservation p.v1.M older",
      })
  void additionsBreakNothingAndAreKnown(String before, String after, String added)
      throws ParseException {
    FileDescriptorSet more = set(changed(before, after));
    assertThat(BreakingChanges.between(set(PROTOS), more)).isEmpty();
    assertThat(BreakingChanges.additions(set(PROTOS), more)).containsExactly(added);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: \"count\" number: 1 | name: \"count\" number: 1 options { deprecated: true }",
        "name: \"KIND_ONE\" number: 1 | name: \"KIND_ONE\" number: 1 options { deprecated: true }",
        "name: \"count\" number: 1 | name: \"count\" json_name: \"count\" number: 1",
      })
  void whatNobodyNoticesIsNoChange(String before, String after) throws ParseException {
    FileDescriptorSet same = set(changed(before, after));
    assertThat(BreakingChanges.between(set(PROTOS), same)).isEmpty();
    assertThat(BreakingChanges.additions(set(PROTOS), same)).isEmpty();
  }

  /** The first {@code before} of the protos in another form. */
  private static String changed(String before, String after) {
    int begin = PROTOS.indexOf(before);
    assertThat(begin).as(before).isNotNegative();
    return PROTOS.substring(0, begin) + after + PROTOS.substring(begin + before.length());
  }

  private static FileDescriptorSet set(String text) throws ParseException {
    return TextFormat.parse(text, FileDescriptorSet.class);
  }
}
