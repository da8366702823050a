using System.Text.Json;
using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Compare.Works;

/// <summary>Twelve policy expressions over one Deployment, planned and evaluated, costs tracked; each measured on its own, as the peers' are.</summary>
internal static class CelWork
{
    public static void Run(string deployment, string expressions)
    {
        CelEnvironment environment = CelEnvironment.Create(e => e.AddLibrary(CelLibraries.Strings).AddVariable("object", CelType.Dyn));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(deployment));
        CelBindings bindings = new() { ["object"] = CelValue.From(document.RootElement) };
        PolicyExpression[] all = PolicyExpression.Read(expressions);
        CelProgram[] programs = Array.ConvertAll(all, e => environment.Compile(e.Text).Program);
        if (all.Where((e, i) => programs[i].Evaluate(bindings).Value.AsBool() != e.Expected).FirstOrDefault() is { } wrong)
            throw new InvalidOperationException($"The expression {wrong.Name} does not give what it should.");

        Repeated.WarmUp(() => Array.ForEach(programs, p => p.Evaluate(bindings)));
        double evaluating = programs.Sum(p => Repeated.Nanoseconds(() => p.Evaluate(bindings)));
        Repeated.WarmUp(() => Array.ForEach(all, e => environment.Compile(e.Text)));
        double planning = all.Sum(e => Repeated.Nanoseconds(() => environment.Compile(e.Text)));
        Printed.Value("evaluate", evaluating);
        Printed.Value("plan", planning);
    }
}
