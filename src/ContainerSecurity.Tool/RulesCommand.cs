using System.CommandLine;
using System.Text.Json;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tool;

/// <summary><c>csec rules</c>: the catalogue, or one rule explained.</summary>
internal sealed class RulesCommand : Command
{
    public RulesCommand(Terminal terminal)
        : base("rules", "Lists the rules, or explains one.")
    {
        var rule = new Argument<string?>("rule") { Description = "ID or slug.", Arity = ArgumentArity.ZeroOrOne };
        var format = new Option<string>("--format") { Description = "text, json or markdown.", DefaultValueFactory = _ => "text" };
        format.AcceptWords("text", "json", "markdown");
        Arguments.Add(rule);
        Options.Add(format);
        SetAction(parsed => Run(terminal, parsed.GetValue(rule), parsed.GetValue(format)!));
    }

    private static int Run(Terminal terminal, string? name, string format)
    {
        RuleDescriptor? one = name is null ? null : RuleCatalog.Find(name)?.Descriptor ?? EngineRules.Find(name);
        if (name is not null && one is null)
        {
            string meant = Suggestion.For(name, RuleCatalog.All.SelectMany(r => new[] { r.Descriptor.Id, r.Descriptor.Slug }));
            terminal.Error.WriteLine($"csec: there is no rule '{name}'{meant}; 'csec rules' lists them.");
            return ExitCode.BadInput;
        }
        RuleDescriptor[] rules = one is null ? [.. RuleCatalog.All.Select(r => r.Descriptor)] : [one];
        switch (format)
        {
            case "json":
                WriteJson(terminal.Output, rules);
                break;
            case "markdown":
                WriteMarkdown(terminal.Lines, rules);
                break;
            default:
                WriteText(terminal.Lines, rules, explain: one is not null);
                break;
        }
        return ExitCode.Clean;
    }

    private static void WriteText(LineWriter output, RuleDescriptor[] rules, bool explain)
    {
        foreach (RuleDescriptor rule in rules)
        {
            output.WriteLine($"{rule.Id}  {OptionWords.Lower(rule.Severity.ToString()),-8}  {rule.Slug,-36}  {rule.Title}");
            if (!explain)
                continue;
            output.WriteLine();
            output.WriteLine($"Category:    {rule.Category}");
            output.WriteLine($"Profile:     {ProfileOf(rule)}");
            output.WriteLine($"What to do:  {rule.Remediation}");
            foreach (RuleParameter parameter in rule.Parameters)
                WriteText(output, parameter);
            foreach (string reference in rule.References)
                output.WriteLine($"Standard:    {reference}");
            output.WriteLine($"Page:        {rule.HelpPath}");
        }
    }

    private static void WriteText(LineWriter output, RuleParameter parameter)
    {
        output.WriteLine($"Parameter:   {parameter.Name}: "
            + $"{parameter.Type}{(parameter.Unit is { } unit ? $" ({unit})" : "")}, default {parameter.DefaultText ?? "none"}");
        output.WriteLine($"             {parameter.Description} It takes {parameter.Allowed}.");
    }

    private static void WriteMarkdown(LineWriter output, RuleDescriptor[] rules)
    {
        output.WriteLine("| ID | rule | severity | profile | what is wrong |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (RuleDescriptor rule in rules)
            output.WriteLine($"| [{rule.Id}]({rule.HelpPath}) | {rule.Slug} | "
                + $"{OptionWords.Lower(rule.Severity.ToString())} | {ProfileOf(rule)} | {rule.Title.Replace("|", "\\|", StringComparison.Ordinal)} |");
    }

    private static void WriteJson(TextWriter output, RuleDescriptor[] rules)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartArray();
            foreach (RuleDescriptor rule in rules)
                WriteJson(writer, rule);
            writer.WriteEndArray();
        }
        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void WriteJson(Utf8JsonWriter writer, RuleDescriptor rule)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", rule.Id);
        writer.WriteString("rule", rule.Slug);
        writer.WriteString("severity", OptionWords.Lower(rule.Severity.ToString()));
        writer.WriteString("category", rule.Category);
        writer.WriteString("profile", ProfileOf(rule));
        writer.WriteString("title", rule.Title);
        writer.WriteString("remediation", rule.Remediation);
        writer.WriteStartArray("parameters");
        foreach (RuleParameter parameter in rule.Parameters)
            WriteJson(writer, parameter);
        writer.WriteEndArray();
        WriteList(writer, "references", rule.References);
        writer.WriteString("help", rule.HelpPath);
        writer.WriteEndObject();
    }

    private static void WriteJson(Utf8JsonWriter writer, RuleParameter parameter)
    {
        writer.WriteStartObject();
        writer.WriteString("name", parameter.Name);
        writer.WriteString("type", parameter.Type);
        writer.WriteString("unit", parameter.Unit);
        writer.WriteString("default", parameter.DefaultText);
        writer.WriteString("description", parameter.Description);
        writer.WriteString("allowed", parameter.Allowed);
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static string ProfileOf(RuleDescriptor rule) =>
        rule.PodSecurity != PodSecurityLevel.Privileged ? OptionWords.Lower(rule.PodSecurity.ToString())
        : rule.IsOptional || rule.Severity < Severity.Medium ? "all"
        : "recommended";
}
