#!/usr/bin/env node
// Makes the schemas in src/test/resources/dev/digitgan/k8s/manifests: node src/test/schemas/make-schemas.mjs
//
// Kubernetes: from the npm package @kubernetes/client-node (Apache-2.0), which is generated from the OpenAPI document of
// a release branch and keeps each field's name and type (attributeTypeMap), whether it is required, and its
// description. The Prometheus Operator's resources: from io.fabric8:openshift-model-monitoring (Apache-2.0), whose jar
// holds a JSON schema. Kept are the kinds that the manifests use and what these refer to; fields that a schema does not
// name are refused, and those that are described as deprecated are marked.
//
// Needs npm, curl, unzip and tar; rewrites the files only where they would differ.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const CLIENTS = ["0.19.0", "2.0.1"];
const MONITORING = "6.9.2";
const KINDS = {
  "v1/Namespace": "V1Namespace",
  "v1/ConfigMap": "V1ConfigMap",
  "v1/Secret": "V1Secret",
  "v1/Service": "V1Service",
  "v1/ServiceAccount": "V1ServiceAccount",
  "v1/PersistentVolumeClaim": "V1PersistentVolumeClaim",
  "apps/v1/Deployment": "V1Deployment",
  "apps/v1/StatefulSet": "V1StatefulSet",
  "batch/v1/CronJob": "V1CronJob",
  "batch/v1/Job": "V1Job",
  "autoscaling/v2/HorizontalPodAutoscaler": "V2HorizontalPodAutoscaler",
  "policy/v1/PodDisruptionBudget": "V1PodDisruptionBudget",
  "networking.k8s.io/v1/NetworkPolicy": "V1NetworkPolicy",
};
const MONITORING_KINDS = ["ServiceMonitor", "PodMonitor", "PrometheusRule"];

const out = join(dirname(fileURLToPath(import.meta.url)), "../resources/dev/digitgan/k8s/manifests");
const scratch = mkdtempSync(join(tmpdir(), "schemas-"));

function write(name, origin, kinds, definitions) {
  const schema = { $comment: origin, kinds, definitions };
  writeFileSync(join(out, name), gzipSync(JSON.stringify(schema), { level: 9 }));
  console.log(`${name}: ${Object.keys(definitions).length} definitions, ${origin}`);
}

function typeOf(type, format) {
  const list = /^Array<(.+)>$/.exec(type);
  if (list) return { type: "array", items: typeOf(list[1]) };
  const map = /^\{ \[key: string\]: (.+); \}$/.exec(type);
  if (map) return { type: "object", additionalProperties: typeOf(map[1]) };
  switch (type) {
    case "string":
      return { type: "string" };
    case "number":
      return { type: format === "int32" || format === "int64" ? "integer" : "number" };
    case "boolean":
      return { type: "boolean" };
    case "Date":
    case "V1MicroTime":
      return { type: "string" };
    case "IntOrString":
      return { type: ["integer", "string"] };
    case "object":
    case "any":
      return {};
    default:
      return { $ref: "#/definitions/" + type };
  }
}

function referred(schema) {
  return [...JSON.stringify(schema).matchAll(/"#\/definitions\/([^"]+)"/g)].map((match) => match[1]);
}

function closure(roots, definition) {
  const definitions = {};
  const open = [...roots];
  while (open.length > 0) {
    const name = open.pop();
    if (!(name in definitions)) {
      definitions[name] = definition(name);
      open.push(...referred(definitions[name]));
    }
  }
  return Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function kubernetes(client) {
  const home = mkdtempSync(join(scratch, "client-"));
  execFileSync("npm", ["pack", "--silent", `@kubernetes/client-node@${client}`], { cwd: home });
  execFileSync("tar", ["xzf", readdirSync(home)[0]], { cwd: home });
  const gen = join(home, "package/dist/gen");
  const models = join(gen, readdirSync(gen).includes("models") ? "models" : "model");
  const files = Object.fromEntries(readdirSync(models).map((file) => [file.toLowerCase(), join(models, file)]));
  let release = "";
  const definition = (name) => {
    const script = readFileSync(files[name.toLowerCase() + ".js"], "utf8");
    const types = readFileSync(files[name.toLowerCase() + ".d.ts"], "utf8");
    release = /(?:version of the OpenAPI document|OpenAPI spec version): release-([0-9.]+)/.exec(script)[1];
    const attributes = JSON.parse(/attributeTypeMap = (\[[\s\S]*?\n\]|\[\]);/.exec(script)[1]);
    const properties = {};
    const required = [];
    for (const { name: field, baseName, type, format } of attributes) {
      const declared = new RegExp(`(?:/\\*\\*\\s*\\n((?:\\s*\\*[^\\n]*\\n)*?)\\s*\\*/\\s*\\n)?\\s*'${field.replaceAll("$", "\\$")}'(\\??):`).exec(types);
      properties[baseName] = typeOf(type, format);
      if (/\bdeprecated\b/i.test(declared[1] ?? "")) properties[baseName].deprecated = true;
      if (declared[2] === "") required.push(baseName);
    }
    const schema = { type: "object", properties, additionalProperties: false };
    return required.length > 0 ? { ...schema, required } : schema;
  };
  const definitions = closure(Object.values(KINDS), definition);
  write(
    `kubernetes-${release}.json.gz`,
    `Kubernetes ${release}, from @kubernetes/client-node ${client} (Apache-2.0)`,
    KINDS,
    definitions,
  );
}

function monitoring() {
  const jar = join(scratch, "monitoring.jar");
  const base = "https://repo1.maven.org/maven2/io/fabric8/openshift-model-monitoring";
  execFileSync("curl", ["-sfo", jar, `${base}/${MONITORING}/openshift-model-monitoring-${MONITORING}.jar`]);
  const text = execFileSync("unzip", ["-p", jar, "schema/kube-schema.json"], { maxBuffer: 1 << 28 });
  const all = JSON.parse(text).definitions;
  const strict = (schema) => {
    if (typeof schema !== "object" || schema === null) return schema;
    if (Array.isArray(schema)) return schema.map(strict);
    const kept = Object.entries(schema)
      .filter(([key]) => ["type", "properties", "items", "$ref", "required", "additionalProperties"].includes(key))
      .map(([key, value]) => [
        key,
        key === "properties" ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, strict(v)])) : strict(value),
      ]);
    const copy = Object.fromEntries(kept);
    if (copy.properties) copy.additionalProperties = false;
    return copy;
  };
  const definition = (name) =>
    name.endsWith("_intstr_IntOrString") ? { type: ["integer", "string"] } : strict(all[name]);
  const kinds = Object.fromEntries(
    MONITORING_KINDS.map((kind) => [`monitoring.coreos.com/v1/${kind}`, `os_monitoring_v1_${kind}`]),
  );
  write(
    "prometheus-operator.json.gz",
    `Prometheus Operator, from io.fabric8:openshift-model-monitoring ${MONITORING} (Apache-2.0)`,
    kinds,
    closure(Object.values(kinds), definition),
  );
}

CLIENTS.forEach(kubernetes);
monitoring();
