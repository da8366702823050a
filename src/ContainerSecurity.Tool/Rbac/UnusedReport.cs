using System.Globalization;
using System.Text.Json;
using ContainerSecurity.Access;
using ContainerSecurity.Access.Audits;
using ContainerSecurity.Documents;
using ContainerSecurity.Reports;

namespace ContainerSecurity.Tool.Rbac;

/// <summary>Writes what bindings give and nobody used.</summary>
internal sealed class UnusedReport(IReadOnlyList<UnusedAccess> unused, AuditTrail trail)
{
    public void WriteText(LineWriter lines)
    {
        lines.WriteLine($"Compared with {AuditFiles.Describe(trail)}{(trail.IsComplete ? "" : ", which is not all")}.");
        foreach (UnusedAccess access in unused)
        {
            string share = access.IsWhole ? "nothing of it was used" : "not all was used";
            lines.WriteLine($"{Place(access.Binding.Location)}{access.Binding} of {access.Role}: {share} in {AuditFiles.Days(trail)} days");
            foreach (UnusedRule rule in access.Rules)
                foreach (RbacRule part in rule.Unused)
                    lines.WriteLine($"  {part}{(rule.Rule.Location is { } at ? $" ({at.Place})" : "")}");
        }
        if (unused.Count == 0)
            lines.WriteLine("All that the bindings give was used.");
    }

    public void WriteJson(TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteNumber("daysObserved", Math.Round(trail.Observed.TotalDays, 2));
            WriteTime(json, "first", trail.First);
            WriteTime(json, "last", trail.Last);
            json.WriteNumber("allowed", trail.Allowed);
            json.WriteNumber("denied", trail.Denied);
            json.WriteNumber("undecided", trail.Undecided);
            json.WriteBoolean("complete", trail.IsComplete);
            json.WriteStartArray("unused");
            foreach (UnusedAccess access in unused)
                Write(json, access);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.Position = 0;
        using var reader = new StreamReader(stream);
        output.WriteLine(reader.ReadToEnd());
    }

    private static void Write(Utf8JsonWriter json, UnusedAccess access)
    {
        json.WriteStartObject();
        json.WriteString("binding", access.Binding.ToString());
        json.WriteString("role", access.Role.ToString());
        json.WriteBoolean("whole", access.IsWhole);
        WriteLocation(json, access.Binding.Location);
        json.WriteStartArray("rules");
        foreach (UnusedRule rule in access.Rules)
        {
            json.WriteStartObject();
            json.WriteBoolean("whole", rule.IsWhole);
            WriteLocation(json, rule.Rule.Location);
            json.WriteStartArray("unused");
            foreach (RbacRule part in rule.Unused)
                Write(json, part);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RbacRule rule)
    {
        json.WriteStartObject();
        WriteTexts(json, "verbs", rule.Verbs);
        WriteTexts(json, "apiGroups", rule.ApiGroups);
        WriteTexts(json, "resources", rule.Resources);
        WriteTexts(json, "resourceNames", rule.ResourceNames);
        WriteTexts(json, "nonResourceURLs", rule.NonResourceUrls);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string key, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(key);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteLocation(Utf8JsonWriter json, DocumentLocation? location)
    {
        if (location is null)
        {
            json.WriteNull("location");
            return;
        }
        json.WriteStartObject("location");
        json.WriteString("file", location.File.Path);
        json.WriteNumber("line", location.Span.Line);
        json.WriteNumber("column", location.Span.Column);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string key, DateTimeOffset? time)
    {
        if (time is { } known)
            json.WriteString(key, known.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        else
            json.WriteNull(key);
    }

    private static string Place(DocumentLocation? location) => location is null ? "" : $"{location.Place}: ";
}
