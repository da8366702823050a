using System.Text.Json;
using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Conformance;

/// <summary>The conformance suite of the Common Expression Language.</summary>
public sealed class CelTests
{
    private static readonly CelLibrary[] Libraries =
    [
        CelLibraries.Strings, CelLibraries.Math, CelLibraries.Encoders, CelLibraries.Bindings, CelLibraries.Blocks,
        CelLibraries.Optionals, CelLibraries.TwoVariableComprehensions, CelLibraries.Ip, CelLibraries.Cidr,
    ];

    [Test]
    public void Every_test_without_protobuf_messages_passes()
    {
        (int passed, List<string> failures) = Run(needsProto: false);
        Assert.That(failures, Is.Empty, $"{passed} passed, {failures.Count} failed");
        Assert.That(passed, Is.EqualTo(1743));
    }

    [Test, Explicit("Messages are left to a type provider; this counts what passes without one.")]
    public void Tests_with_protobuf_messages_are_counted()
    {
        (int passed, List<string> failures) = Run(needsProto: true);
        TestContext.Out.WriteLine($"{passed} passed, {failures.Count} failed");
    }

    private static (int Passed, List<string> Failures) Run(bool needsProto)
    {
        var failures = new List<string>();
        var perFile = new SortedDictionary<string, (int Passed, int All)>(StringComparer.Ordinal);
        int passed = 0;
        foreach (string path in Directory.GetFiles(Corpus.Require("cel"), "*.*.json").Order(StringComparer.Ordinal))
        {
            using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (JsonElement test in file.RootElement.EnumerateArray())
            {
                if (test.GetProperty("needsProto").GetBoolean() != needsProto)
                    continue;
                string? problem = Problem(test);
                string name = test.GetProperty("file").GetString()!;
                (int p, int all) = perFile.GetValueOrDefault(name);
                perFile[name] = (p + (problem is null ? 1 : 0), all + 1);
                if (problem is null)
                    passed++;
                else
                    failures.Add($"{Path.GetFileNameWithoutExtension(path)}/{test.GetProperty("test").GetString()}: {test.GetProperty("expr").GetString()} => {problem}");
            }
        }
        foreach ((string name, (int p, int all)) in perFile)
            TestContext.Out.WriteLine($"{name}: {p}/{all}");
        return (passed, failures);
    }

    private static string? Problem(JsonElement test)
    {
        JsonElement expected = test.GetProperty("expected");
        string kind = expected.GetProperty("kind").GetString()!;
        try
        {
            CelEnvironment environment = Environment(test);
            string expression = test.GetProperty("expr").GetString()!;
            bool isChecked = !test.GetProperty("disableCheck").GetBoolean();
            CelCompilation compilation = isChecked ? environment.Compile(expression) : environment.Parse(expression);
            if (!compilation.IsValid)
                return kind == "evalError" ? null : compilation.Issues[0].Message;
            if (kind == "typed" && Text(compilation.ResultType) != Text(CelType.Parse(expected.GetProperty("type").GetString()!)))
                return "type " + Text(compilation.ResultType);
            if (compilation.ToString() is var printed && environment.Parse(printed) is var again && (!again.IsValid || again.ToString() != printed))
                return "printed as " + printed;
            if (test.GetProperty("checkOnly").GetBoolean() || (kind == "typed" && expected.GetProperty("value").ValueKind == JsonValueKind.Null))
                return null;
            var bindings = new CelBindings();
            foreach (JsonProperty binding in test.GetProperty("bindings").EnumerateObject())
                bindings[binding.Name] = CelCorpusValues.Read(binding.Value);
            CelValue value = compilation.Program.Evaluate(bindings).Value;
            if (kind == "evalError")
                return value.IsError ? null : $"{value.Kind} {value}";
            return CelCorpusValues.Same(value, CelCorpusValues.Read(expected.GetProperty("value"))) ? null : $"{value.Kind} {value}";
        }
        catch (Exception e) when (e is not SuccessException)
        {
            return e.GetType().Name + ": " + e.Message + e.StackTrace?.Split('\n')[0];
        }
    }

    private static string Text(CelType type) => type.Name + (type.Parameters.Count == 0 ? "" : "(" + string.Join(", ", type.Parameters.Select(Text)) + ")");

    private static CelEnvironment Environment(JsonElement test) => CelEnvironment.Create(e =>
    {
        e.AddLibraries(Libraries);
        e.Container = test.GetProperty("container").GetString()!;
        foreach (JsonElement declaration in test.GetProperty("typeEnv").EnumerateArray())
        {
            string name = declaration.GetProperty("name").GetString()!;
            if (declaration.GetProperty("kind").GetString() == "variable")
            {
                e.AddVariable(name, CelType.Parse(declaration.GetProperty("type").GetString()!));
                continue;
            }
            foreach (JsonElement overload in declaration.GetProperty("overloads").EnumerateArray())
            {
                string[] parameters = [.. overload.GetProperty("params").EnumerateArray().Select(p => p.GetString()!)];
                string result = overload.GetProperty("result").GetString()!;
                if (overload.GetProperty("member").GetBoolean())
                    e.AddMethod($"{parameters[0]}.{name}({string.Join(", ", parameters.Skip(1))}) -> {result}", _ => CelValue.Error("unbound"));
                else
                    e.AddFunction($"{name}({string.Join(", ", parameters)}) -> {result}", _ => CelValue.Error("unbound"));
            }
        }
    });
}
