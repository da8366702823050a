using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Vex.Formats;

namespace ContainerSecurity.SupplyChain.ScannerReports.Formats;

/// <summary>The rules of a run: of the program and of its extensions (SARIF 2.1.0, 3.18 and 3.52).</summary>
internal sealed class SarifRules
{
    private readonly MappingNode[] ofDriver;
    private readonly MappingNode[][] ofExtensions;
    private readonly Dictionary<string, MappingNode> byId = new(StringComparer.Ordinal);

    public SarifRules(MappingNode run)
    {
        MappingNode? tool = VexJson.Map(run, "tool");
        ofDriver = [.. VexJson.Maps(VexJson.Map(tool, "driver"), "rules")];
        ofExtensions = [.. VexJson.Maps(tool, "extensions").Select(e => VexJson.Maps(e, "rules").ToArray())];
        foreach (MappingNode rule in ofDriver.Concat(ofExtensions.SelectMany(r => r)))
            if (VexJson.Text(rule, "id") is { } id)
                byId.TryAdd(id, rule);
    }

    /// <summary>The rule of a result, named by its number or by its identifier.</summary>
    public SarifRule Of(MappingNode result)
    {
        MappingNode? reference = VexJson.Map(result, "rule");
        string? id = VexJson.Text(result, "ruleId") ?? VexJson.Text(reference, "id");
        int? extension = Number(VexJson.Text(VexJson.Map(reference, "toolComponent"), "index"));
        MappingNode[] component = extension < ofExtensions.Length ? ofExtensions[extension.Value] : ofDriver;
        MappingNode? rule = Number(VexJson.Text(result, "ruleIndex") ?? VexJson.Text(reference, "index")) is { } index && index < component.Length
            ? component[index] : null;
        // A number that leads to another rule than the identifier is a mistake of the program that wrote it.
        if (id is not null && (rule is null || VexJson.Text(rule, "id") is { } other && !id.StartsWith(other, StringComparison.Ordinal)))
            rule = byId.GetValueOrDefault(id);
        return new SarifRule(id ?? VexJson.Text(rule, "id") ?? "", rule);
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
