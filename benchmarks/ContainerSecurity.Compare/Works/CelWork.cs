using System.Text.Json;
using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Compare.Works;

/// <summary>Twelve policy expressions over one Deployment, planned and evaluated with their costs tracked, each measured on its own as the peers' are.</summary>
internal static class CelWork
{
    public static void Run(string deployment, string expressions)
    {
        CelEnvironment environment = CelEnvironment.Create(e => e.AddLibrary(CelLibraries.Strings).AddVariable("object", CelType.Dyn));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(deployment));
        CelBindings bindings = new() { ["object"] = CelValue.From(document.RootElement) };
        double evaluating = 0, planning = 0;
        foreach (PolicyExpression expression in PolicyExpression.Read(expressions))
        {
            CelProgram program = environment.Compile(expression.Text).Program;
            if (program.Evaluate(bindings).Value.AsBool() != expression.Expected)
                throw new InvalidOperationException($"The expression {expression.Name} does not give what it should.");
            evaluating += Repeated.Nanoseconds(() => program.Evaluate(bindings));
            planning += Repeated.Nanoseconds(() => environment.Compile(expression.Text));
        }
        Printed.Value("evaluate", evaluating);
        Printed.Value("plan", planning);
    }
}
