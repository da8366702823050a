using System.Text.Json;

namespace ContainerSecurity.Cel.Tests;

/// <summary>Evaluates expressions in an environment with all extensions.</summary>
internal static class Eval
{
    public static readonly CelEnvironment All = CelEnvironment.Create(e => e.AddLibraries(
        CelLibraries.Strings, CelLibraries.Math, CelLibraries.Lists, CelLibraries.Sets, CelLibraries.Encoders, CelLibraries.Bindings,
        CelLibraries.Optionals, CelLibraries.TwoVariableComprehensions, CelLibraries.Regex).AddVariable("x", CelType.Dyn).AddVariable("y", CelType.Dyn));

    public static CelValue Of(string expression, CelBindings? bindings = null) => All.Compile(expression).Program.Evaluate(bindings ?? CelBindings.Empty).Value;

    public static CelValue With(string json, string expression)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Of(expression, new CelBindings { ["x"] = CelValue.From(document.RootElement) });
    }
}
