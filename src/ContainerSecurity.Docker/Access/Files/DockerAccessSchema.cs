using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContainerSecurity.Docker.Access.Files;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access;

/// <summary>Writes the JSON schema (draft 7) of files of <c>kind: DockerAccessPolicy</c>, by which editors complete and check them.</summary>
public static class DockerAccessSchema
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["apiVersion"] = "The version of this format: containersecurity.io/v1.",
        ["ownerLabel"] = "The label that says which team owns an object.",
        ["guardrails"] = "What nobody may create, whatever is granted.",
        ["teams"] = "The teams by name.",
        ["roles"] = "Roles beside view, restricted, full and admin, by name.",
        ["grants"] = "Who has which role, over what. What none allows is denied.",
        ["users"] = "Users by name.",
        ["groups"] = "Groups by name.",
        ["images"] = "The images that are the team's, as patterns; without them it uses all and changes none.",
        ["limits"] = "How much the team's containers may have in all.",
        ["containers"] = "How many there may be.",
        ["memory"] = "Their memory, such as 8Gi.",
        ["cpus"] = "Their processors, such as 4 or 500m.",
        ["includes"] = "Roles whose permissions this one has too.",
        ["permissions"] = "Its own permissions.",
        ["actions"] = "Actions, beginnings of some with '.*', or '*'.",
        ["policy"] = "A policy file, a profile, or none; the default is baseline.",
        ["fields"] = "Guarded fields that may be set; '*' for all.",
        ["name"] = "A name.",
        ["role"] = "The role.",
        ["scopes"] = "The objects: everything, or a list; without it what the teams own.",
        ["team"] = "What a team owns.",
        ["image"] = "Images of a pattern, and what is made of them.",
    };

    /// <summary>Writes the schema.</summary>
    /// <param name="output">Receives the text.</param>
    public static void Write(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
            WriteRoot(json);
        output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Write('\n');
    }

    private static void WriteRoot(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
        json.WriteString("title", "ContainerSecurity access policy of a Docker host");
        WriteObject(json, PolicyFile.Keys, key => WriteTop(json, key), "kind");
        json.WriteEndObject();
    }

    private static void WriteTop(Utf8JsonWriter json, string key)
    {
        switch (key)
        {
            case "kind":
                json.WriteString("const", DockerAccessPolicyReader.Kind);
                break;
            case "metadata":
                json.WriteString("type", "object");
                break;
            case "guardrails":
                WriteObject(json, PolicyFile.RuleKeys, k => WriteRule(json, k));
                break;
            case "teams":
                WriteMap(json, PolicyFile.TeamKeys, k => WriteTeam(json, k));
                break;
            case "roles":
                WriteMap(json, PolicyFile.RoleKeys, k => WriteRole(json, k));
                break;
            case "grants":
                WriteList(json, () => WriteObject(json, PolicyFile.GrantKeys, k => WriteGrant(json, k), "role"));
                break;
            default:
                json.WriteString("type", "string");
                break;
        }
    }

    private static void WriteTeam(Utf8JsonWriter json, string key)
    {
        if (key == "limits")
            WriteObject(json, PolicyFile.LimitKeys, _ => WriteTypes(json, "string", "number"));
        else
            WriteTexts(json, null);
    }

    private static void WriteRole(Utf8JsonWriter json, string key)
    {
        if (key == "includes")
            WriteTexts(json, null);
        else
            WriteList(json, () => WriteObject(json, PolicyFile.PermissionKeys, k => WriteRule(json, k), "actions"));
    }

    private static void WriteRule(Utf8JsonWriter json, string key)
    {
        if (key == "policy")
            json.WriteString("type", "string");
        else
            WriteTexts(json, key == "fields" ? ["*", .. RulesReader.GuardedFields] : Patterns());
    }

    private static void WriteGrant(Utf8JsonWriter json, string key)
    {
        switch (key)
        {
            case "name" or "role":
                json.WriteString("type", "string");
                break;
            case "scopes":
                json.WriteStartArray("anyOf");
                WriteConst(json);
                json.WriteStartObject();
                json.WriteString("type", "array");
                json.WriteNumber("minItems", 1);
                json.WriteStartObject("items");
                json.WriteStartArray("anyOf");
                WriteConst(json);
                json.WriteStartObject();
                WriteObject(json, PolicyFile.ScopeKeys, _ => json.WriteString("type", "string"));
                json.WriteNumber("minProperties", 1);
                json.WriteNumber("maxProperties", 1);
                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndArray();
                break;
            default:
                WriteTexts(json, null);
                break;
        }
    }

    private static IEnumerable<string> Patterns() =>
        DockerEndpoints.Actions.Select(a => a.Split('.')[0] + ".*").Distinct().Append("*")
            .Concat(DockerEndpoints.Actions).Append("container.archive.*").Append("container.checkpoint.*").Order(StringComparer.Ordinal);

    private static void WriteConst(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("const", PolicyFile.Everything);
        json.WriteEndObject();
    }

    /// <summary>A list of texts, or one text.</summary>
    private static void WriteTexts(Utf8JsonWriter json, IEnumerable<string>? allowed)
    {
        WriteTypes(json, "array", "string");
        if (allowed is null)
            return;
        json.WriteStartObject("items");
        json.WriteStartArray("enum");
        foreach (string text in allowed)
            json.WriteStringValue(text);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTypes(Utf8JsonWriter json, params string[] types)
    {
        json.WriteStartArray("type");
        foreach (string type in types)
            json.WriteStringValue(type);
        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, Action item)
    {
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        item();
        json.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter json, string[] keys, Action<string> write)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("additionalProperties");
        WriteObject(json, keys, write);
        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, string[] keys, Action<string> write, string? required = null)
    {
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        if (required is not null)
        {
            json.WriteStartArray("required");
            json.WriteStringValue(required);
            json.WriteEndArray();
        }
        json.WriteStartObject("properties");
        foreach (string key in keys)
        {
            json.WriteStartObject(key);
            if (Words.TryGetValue(key, out string? description))
                json.WriteString("description", description);
            write(key);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
