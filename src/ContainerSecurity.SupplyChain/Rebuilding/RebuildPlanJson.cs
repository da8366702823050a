using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContainerSecurity.SupplyChain.Rebuilding;

/// <summary>Writes a plan as JSON. Keys are always there; what is not known is null.</summary>
internal static class RebuildPlanJson
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Default };

    public static void Write(RebuildPlan plan, TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteStartArray("steps");
            foreach (RebuildStep step in plan.Steps)
                Write(json, step);
            json.WriteEndArray();
            json.WriteStartArray("upToDate");
            foreach (PlannedImage image in plan.UpToDate)
            {
                json.WriteStartObject();
                json.WriteString("image", image.Name);
                Write(json, plan.Bases.GetValueOrDefault(image.Name));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            Texts(json, "notes", plan.Notes);
            json.WriteEndObject();
        }
        output.Write(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
        output.Write('\n');
    }

    private static void Write(Utf8JsonWriter json, RebuildStep step)
    {
        json.WriteStartObject();
        json.WriteString("image", step.Image.Name);
        json.WriteNumber("stage", step.Stage);
        json.WriteString("after", step.After);
        json.WriteNumber("fromLayer", step.FromLayer);
        Write(json, step.Base);
        json.WriteStartArray("reasons");
        foreach (RebuildReason reason in step.Reasons)
        {
            json.WriteStartObject();
            json.WriteString("kind", WordOf(reason.Kind));
            json.WriteString("message", reason.Message);
            json.WriteNumber("fromLayer", reason.FromLayer);
            Texts(json, "vulnerabilities", reason.Vulnerabilities);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ImageBase? lower)
    {
        if (lower is null)
        {
            json.WriteNull("base");
            return;
        }
        json.WriteStartObject("base");
        json.WriteString("image", lower.Image.Name);
        json.WriteNumber("layers", lower.Image.DiffIds.Count);
        json.WriteNumber("sharedLayers", lower.SharedLayers);
        json.WriteBoolean("isCurrent", lower.IsCurrent);
        json.WriteBoolean("isPlanned", lower.IsPlanned);
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string WordOf(RebuildReasonKind kind) => kind switch
    {
        RebuildReasonKind.BaseOutdated => "base-outdated",
        RebuildReasonKind.BaseRebuilt => "base-rebuilt",
        RebuildReasonKind.OwnFlaws => "own-flaws",
        _ => "base-flaws",
    };
}
