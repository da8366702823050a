using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Serialization;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;
using ContainerSecurity.Helm.Versions;

namespace ContainerSecurity.Helm.Values;

/// <summary>Puts together what a user gives: files first, then single values by the kind of their option, as Helm orders them.</summary>
internal static class UserValues
{
    /// <exception cref="FormatException">A file or an expression cannot be read. The message names it.</exception>
    public static MapValue Of(ChartRendering rendering, HelmRules rules)
    {
        var values = new MapValue(GoType.Map);
        foreach (SourceFile file in rendering.ValuesFiles)
            values = ValuesMerge.Overlay(values, Read(file, rules));
        foreach (string expression in rendering.SetJson)
            if (expression.TrimStart().StartsWith('{'))
                values = ValuesMerge.Overlay(values, ReadJson(expression));
            else
                Apply(values, expression, SetKind.Json, rendering);
        foreach (string expression in rendering.Set)
            Apply(values, expression, SetKind.Typed, rendering);
        foreach (string expression in rendering.SetString)
            Apply(values, expression, SetKind.Text, rendering);
        foreach (string expression in rendering.SetFile)
            Apply(values, expression, SetKind.File, rendering);
        foreach (string expression in rendering.SetLiteral)
            Apply(values, expression, SetKind.Literal, rendering);
        return values;
    }

    private static MapValue Read(SourceFile file, HelmRules rules)
    {
        try
        {
            return ValuesFile.Read(new TemplateText(file.Path, file.Text ?? ""), rules);
        }
        catch (FormatException failure)
        {
            throw new FormatException($"failed to parse {file.Path}: {failure.Message}");
        }
    }

    private static MapValue ReadJson(string expression) =>
        GoJsonReader.Read(expression, out string error) as MapValue
            ?? throw new FormatException($"failed parsing --set-json data JSON: {expression}: {(error.Length > 0 ? error : "it must be an object")}");

    private static void Apply(MapValue values, string expression, SetKind kind, ChartRendering rendering)
    {
        try
        {
            SetExpression.Apply(values, expression, kind, rendering.ReadFile);
        }
        catch (Exception failure) when (failure is FormatException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            string option = kind switch { SetKind.Text => "-string", SetKind.File => "-file", SetKind.Json => "-json", SetKind.Literal => "-literal", _ => "" };
            throw new FormatException($"failed parsing --set{option} data: {failure.Message}");
        }
    }
}
