using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Compose;

namespace ContainerSecurity.Conformance;

/// <summary>The table tests of compose-go: interpolation, the short forms of ports and volumes, and whole files.</summary>
public class ComposeTests
{
    [Test]
    public void Variables_are_filled_in_as_upstream() => Check("interpolation.jsonl", c =>
    {
        var environment = c.GetProperty("environment").EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString()!);
        var interpolation = new Interpolation(name => environment.TryGetValue(name, out string? value) ? Field<string>.Known(value) : Field<string>.Missing());
        string text = interpolation.Expand(c.GetProperty("input").GetString()!);
        return IsError(c, out string? error)
            ? interpolation.Error?.Contains(error!, StringComparison.Ordinal) == true
            : interpolation.Error is null && text == c.GetProperty("expected").GetString();
    });

    [Test]
    public void Short_ports_are_read_as_upstream() => Check("ports.jsonl", c =>
    {
        IEnumerable<PublishedPort> ports = PublishedPort.Parse(c.GetProperty("input").GetString()!, out string? found);
        return IsError(c, out string? error)
            ? found?.Contains(error!, StringComparison.Ordinal) == true
            : found is null && ports.Select(Describe).SequenceEqual(c.GetProperty("expected").EnumerateArray().Select(Describe));
    });

    [Test]
    public void Short_volumes_are_read_as_upstream() => Check("volumes.jsonl", c =>
    {
        ServiceVolume volume = ServiceVolume.Parse(c.GetProperty("input").GetString()!, out string? found);
        return IsError(c, out string? error) ? found?.Contains(error!, StringComparison.Ordinal) == true
            : c.GetProperty("expected").TryGetProperty("hasSource", out JsonElement hasSource) ? volume.Source.Length > 0 == hasSource.GetBoolean()
            : found is null && IsAsExpected(volume, c.GetProperty("expected"));
    });

    [Test]
    public void Files_load_or_fail_as_upstream() => Check("documents.jsonl", c =>
    {
        var errors = new List<DocumentError>();
        ComposeReader.Read([new SourceFile("filename0.yml", c.GetProperty("text").GetString())], errors, _ => Field<string>.Missing());
        bool asExpected = IsError(c, out string? error) ? errors.Any(e => e.Message.Contains(error!, StringComparison.Ordinal)) : errors.Count == 0;
        if (!asExpected)
            TestContext.Out.WriteLine($"{c.GetProperty("id")}: {string.Join(" | ", errors)}");
        return asExpected;
    });

    private static bool IsError(JsonElement c, out string? error)
    {
        JsonElement found = default;
        bool isError = c.GetProperty("expected") is { ValueKind: JsonValueKind.Object } expected && expected.TryGetProperty("error", out found);
        error = !isError ? null : found.ValueKind == JsonValueKind.String ? found.GetString() : "";
        return isError;
    }

    private static string Describe(PublishedPort port) => $"{port.HostIp}|{port.Published}|{port.Target}|{port.Protocol}|{PublishedPort.Mode}";

    private static string Describe(JsonElement port) =>
        $"{Text(port, "hostIP")}|{Text(port, "published")}|{port.GetProperty("target")}|{Text(port, "protocol")}|{Text(port, "mode")}";

    private static bool IsAsExpected(ServiceVolume volume, JsonElement expected)
    {
        JsonElement bind = expected.TryGetProperty("bind", out JsonElement b) ? b : default;
        JsonElement named = expected.TryGetProperty("volume", out JsonElement v) ? v : default;
        return volume.Type == Text(expected, "type")
            && volume.Source == Text(expected, "source")
            && volume.Target == Text(expected, "target")
            && volume.IsReadOnly == (Text(expected, "readOnly") == "true")
            && (volume.Propagation ?? "") == Text(bind, "propagation")
            && (volume.SELinux ?? "") == Text(bind, "sELinux")
            && volume.IsNotCopied == (Text(named, "noCopy") == "true");
    }

    private static string Text(JsonElement element, string name) => element.ValueKind != JsonValueKind.Object
        || !element.TryGetProperty(name, out JsonElement value) ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static void Check(string file, Func<JsonElement, bool> isRight)
    {
        JsonElement[] cases = [.. File.ReadLines(Corpus.Require("compose", file)).Where(l => l.Length > 0).Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.That(cases, Is.Not.Empty);
        Assert.That(cases.Where(c => !isRight(c)).Select(c => c.GetRawText()), Is.Empty);
    }
}
