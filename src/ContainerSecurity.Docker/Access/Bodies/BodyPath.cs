using System.Text.Json.Nodes;

namespace ContainerSecurity.Docker.Access.Bodies;

/// <summary>Finds what stands at a path of a body, such as <c>HostConfig.Mounts[].Source</c>.</summary>
internal static class BodyPath
{
    /// <summary>The values at a path, each with its own path.</summary>
    public static IEnumerable<(JsonNode Value, string Path)> ValuesAt(JsonNode root, string path) =>
        path.Split('.').Aggregate(Enumerable.Repeat((root, ""), 1), (found, step) => found.SelectMany(f => Step(f.Item1, f.Item2, step)));

    /// <summary>The texts at a path.</summary>
    public static IEnumerable<string> TextsAt(JsonNode root, string path) => ValuesAt(root, path).Select(v => v.Value).OfType<JsonValue>()
        .Select(v => v.GetValue<string>());

    /// <summary>The text at a path that leads through objects only; empty where there is none.</summary>
    public static string TextAt(JsonNode root, string path) => TextsAt(root, path).FirstOrDefault() ?? "";

    /// <summary>The number at a path that leads through objects only; 0 where there is none.</summary>
    public static long NumberAt(JsonNode root, string path) => ValuesAt(root, path).Select(v => v.Value.GetValue<long>()).FirstOrDefault();

    private static IEnumerable<(JsonNode, string)> Step(JsonNode node, string path, string step)
    {
        bool isList = step.EndsWith("[]", StringComparison.Ordinal);
        string name = isList ? step[..^2] : step;
        string below = path.Length == 0 ? "" : path + ".";
        if (node is not JsonObject owner)
            yield break;
        if (name == "*")
        {
            foreach (KeyValuePair<string, JsonNode?> member in owner)
                yield return (member.Value!, below + member.Key);
            yield break;
        }
        if (owner[name] is not { } value)
            yield break;
        if (!isList)
            yield return (value, below + name);
        else if (value is JsonArray list)
            for (int i = 0; i < list.Count; i++)
                yield return (list[i]!, $"{below}{name}[{i}]");
    }
}
