using System.Text;
using System.Text.Json;
using ContainerSecurity.Docker.Access;

namespace ContainerSecurity.Tool.Docker;

/// <summary>Writes answers about access, as JSON or as lines.</summary>
internal static class DockerAccessJson
{
    /// <summary>A decision.</summary>
    public static void Write(DockerAccessDecision decision, TextWriter output) => Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("allowed", decision.IsAllowed);
        json.WriteString("reason", decision.Reason);
        json.WriteString("message", decision.ClientMessage);
        json.WriteString("grant", decision.Grant?.Name);
        json.WriteString("role", decision.Role);
        json.WriteString("permission", decision.Permission);
        json.WriteString("scope", decision.Scope?.ToString());
        json.WriteString("team", decision.Team);
        Write(json, "ruleIds", decision.RuleIds);
        Write(json, "obligations", decision.Obligations.Select(o => o.ToString()));
        Write(json, "nearestMisses", decision.NearestMisses.Select(m => m.ToString()));
        json.WriteEndObject();
    });

    /// <summary>What may be done, and by whom.</summary>
    public static void Write(DockerAccessEntry[] entries, string format, Terminal terminal, string none)
    {
        if (format != "json")
        {
            foreach (DockerAccessEntry entry in entries)
                terminal.Lines.WriteLine($"{entry}");
            if (entries.Length == 0)
                terminal.Lines.WriteLine(none);
            return;
        }
        Write(terminal.Output, json =>
        {
            json.WriteStartArray();
            foreach (DockerAccessEntry entry in entries)
            {
                json.WriteStartObject();
                json.WriteString("subject", entry.Subject);
                json.WriteString("action", entry.Action);
                json.WriteString("scope", entry.Scope.ToString());
                json.WriteString("rules", entry.Rules);
                json.WriteString("grant", entry.Grant.Name);
                json.WriteString("role", entry.Role);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    /// <summary>What has changed.</summary>
    public static void Write(IReadOnlyList<DockerAccessChange> changes, string format, Terminal terminal)
    {
        if (format != "json")
        {
            foreach (DockerAccessChange change in changes)
                terminal.Lines.WriteLine($"{change}");
            if (changes.Count == 0)
                terminal.Lines.WriteLine("Nothing changes.");
            return;
        }
        Write(terminal.Output, json =>
        {
            json.WriteStartArray();
            foreach (DockerAccessChange change in changes)
            {
                json.WriteStartObject();
                json.WriteBoolean("more", change.IsMore);
                json.WriteString("subject", change.Subject);
                json.WriteString("what", change.What);
                json.WriteString("where", change.Where);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    private static void Write(TextWriter output, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
            write(json);
        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
