package dev.digitgan.compatibility;

import com.google.protobuf.DescriptorProtos.DescriptorProto.ReservedRange;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.Message;
import com.google.protobuf.TimestampProto;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a set of protos declares, by kind and full name, each with what others rely on of it. Of
 * what other files declare, the names alone are known.
 */
final class Elements {
  /** What ours import of protobuf's own. */
  private static final List<FileDescriptor> IMPORTS =
      List.of(TimestampProto.getDescriptor(), DurationProto.getDescriptor());

  /** What may change at any time, wherever it is set. */
  private static final String DEPRECATED = "deprecated";

  private final SortedMap<String, Map<String, String>> facts = new TreeMap<>();

  private Elements() {}

  /**
   * The facts of each element, in the order of their names.
   *
   * @throws IllegalArgumentException if the set is none that protoc would make
   */
  static SortedMap<String, Map<String, String>> of(FileDescriptorSet set) {
    Map<String, FileDescriptorProto> protos = new LinkedHashMap<>();
    set.getFileList().forEach(file -> protos.put(file.getName(), file));
    Elements elements = new Elements();
    Map<String, FileDescriptor> built = new HashMap<>();
    IMPORTS.forEach(file -> built.put(file.getName(), file));
    protos.keySet().forEach(name -> elements.file(build(name, protos, built)));
    return elements.facts;
  }

  private static FileDescriptor build(
      String name, Map<String, FileDescriptorProto> protos, Map<String, FileDescriptor> built) {
    FileDescriptor known = built.get(name);
    if (known != null) {
      return known;
    }
    FileDescriptorProto proto = protos.get(name);
    if (proto == null) {
      throw new IllegalArgumentException("the set has no file " + name);
    }
    FileDescriptor[] dependencies =
        proto.getDependencyList().stream()
            .filter(dependency -> protos.containsKey(dependency) || built.containsKey(dependency))
            .map(dependency -> build(dependency, protos, built))
            .toArray(FileDescriptor[]::new);
    try {
      FileDescriptor file = FileDescriptor.buildFrom(proto, dependencies, true);
      built.put(name, file);
      return file;
    } catch (DescriptorValidationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private void file(FileDescriptor file) {
    Map<String, String> of = options("file", file.getName(), file.getOptions());
    of.put("package", file.getPackage());
    of.put("syntax", file.toProto().getSyntax());
    file.getMessageTypes().forEach(this::message);
    file.getEnumTypes().forEach(this::enumeration);
    file.getServices().forEach(this::service);
  }

  private void message(Descriptor message) {
    String name = message.getFullName();
    options("message", name, message.getOptions()).put("file", message.getFile().getName());
    message.getFields().forEach(this::field);
    for (OneofDescriptor oneof : message.getRealOneofs()) {
      element("oneof", oneof.getFullName());
    }
    message.getNestedTypes().forEach(this::message);
    message.getEnumTypes().forEach(this::enumeration);
    for (ReservedRange range : message.toProto().getReservedRangeList()) {
      reserved(name, List.of(range.getStart() + " to " + (range.getEnd() - 1)));
    }
    reserved(name, message.toProto().getReservedNameList());
  }

  private void field(FieldDescriptor field) {
    Map<String, String> of = options("field", field.getFullName(), field.getOptions());
    of.put("number", Integer.toString(field.getNumber()));
    of.put("JSON name", field.getJsonName());
    of.put("type", type(field));
    of.put("cardinality", cardinality(field));
    OneofDescriptor oneof = field.getRealContainingOneof();
    of.put("oneof", oneof == null ? "none" : oneof.getName());
  }

  private static String type(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> field.getMessageType().getFullName();
      case ENUM -> field.getEnumType().getFullName();
      default -> field.getType().name();
    };
  }

  private static String cardinality(FieldDescriptor field) {
    if (field.isRepeated()) {
      return "repeated";
    }
    if (field.isRequired()) {
      return "required";
    }
    return field.hasPresence() ? "present or not" : "a value always";
  }

  private void enumeration(EnumDescriptor type) {
    String name = type.getFullName();
    options("enum", name, type.getOptions()).put("file", type.getFile().getName());
    type.getValues()
        .forEach(
            value ->
                options("enum value", name + "." + value.getName(), value.getOptions())
                    .put("number", Integer.toString(value.getNumber())));
    for (var range : type.toProto().getReservedRangeList()) {
      reserved(name, List.of(range.getStart() + " to " + range.getEnd()));
    }
    reserved(name, type.toProto().getReservedNameList());
  }

  private void service(ServiceDescriptor service) {
    options("service", service.getFullName(), service.getOptions())
        .put("file", service.getFile().getName());
    service.getMethods().forEach(this::method);
  }

  private void method(MethodDescriptor method) {
    Map<String, String> of = options("method", method.getFullName(), method.getOptions());
    of.put("request", method.getInputType().getFullName());
    of.put("response", method.getOutputType().getFullName());
    of.put("requests", method.isClientStreaming() ? "stream" : "one");
    of.put("responses", method.isServerStreaming() ? "stream" : "one");
  }

  private void reserved(String of, List<String> what) {
    what.forEach(each -> element("reservation", of + " " + each));
  }

  private Map<String, String> options(String kind, String name, Message options) {
    Map<String, String> of = element(kind, name);
    options
        .getAllFields()
        .forEach(
            (option, value) -> {
              if (!option.getName().equals(DEPRECATED)) {
                of.put("option " + option.getName(), value.toString());
              }
            });
    return of;
  }

  private Map<String, String> element(String kind, String name) {
    return facts.computeIfAbsent(kind + " " + name, key -> new TreeMap<>());
  }
}
