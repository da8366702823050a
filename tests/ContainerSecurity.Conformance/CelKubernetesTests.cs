using System.Text.Json;
using System.Text.RegularExpressions;
using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Costs;
using ContainerSecurity.Cel.Kubernetes;
using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Conformance;

/// <summary>The expressions of the API server's own tests.</summary>
public sealed class CelKubernetesTests
{
    private static readonly CelEnvironment Newest = KubernetesEnvironment.Create();

    [TestCase("ip", 38), TestCase("cidr", 32), TestCase("quantity", 34), TestCase("format", 31), TestCase("semver", 33)]
    public void Library_answers_as_the_api_server(string library, int count) => Each(library, test =>
    {
        CelCompilation compilation = Newest.Compile(test.GetProperty("expr").GetString()!);
        JsonElement expected = test.GetProperty("expected");
        if (expected.GetProperty("kind").GetString() == "compileError")
            return [expected.GetProperty("patterns")
                .EnumerateArray()
                .All(p => compilation.Issues.Any(i => Regex.IsMatch(i.Message, p.GetString()!)))
                ? null
                : Errors(compilation)];
        if (!compilation.IsValid)
            return [Errors(compilation)];
        return [Differs(compilation.Program.Evaluate().Value, expected)];
    }, count);

    [Test]
    public void Property_names_are_escaped() => Each("escaping", test =>
    {
        string? escaped = KubernetesNames.Escape(test.GetProperty("unescaped").GetString()!);
        return [test.GetProperty("unescapable").GetBoolean() ? (escaped is null ? null : escaped)
            : escaped == test.GetProperty("escaped").GetString() ? null
            : escaped ?? "null"];
    }, 59);

    [TestCase("crd-language", 502), TestCase("crd-lists", 146), TestCase("crd-regex", 15), TestCase("crd-url", 31), TestCase("crd-optionals", 55)]
    [TestCase("crd-quantity", 11), TestCase("crd-ip-cidr", 15), TestCase("crd-format", 14)]
    public void Rules_of_custom_resources_hold(string file, int count) => Each(file, test =>
    {
        var schema = new KubernetesSchema(
            CelValue.From(test.GetProperty("schema")),
            isResource: test.TryGetProperty("isRoot", out JsonElement root) && root.GetBoolean());
        bool old = test.TryGetProperty("oldObject", out JsonElement oldObject);
        CelEnvironment environment = Newest.Extend(e =>
        {
            e.TypeProvider = schema;
            e.FreeConstantLists = true;
            e.AddVariable("self", schema.Type).AddVariable("oldSelf", schema.Type);
        });
        var bindings = new CelBindings { ["self"] = schema.Wrap(CelValue.From(test.GetProperty("object"))) };
        if (old && oldObject.ValueKind != JsonValueKind.Null)
            bindings["oldSelf"] = schema.Wrap(CelValue.From(oldObject));
        bool skipped = test.TryGetProperty("expectSkipped", out JsonElement skip) && skip.GetBoolean();
        var problems = new List<string?>();
        foreach (JsonElement rule in test.GetProperty("valid").EnumerateArray())
        {
            CelCompilation compilation = environment.Compile(rule.GetString()!);
            CelEvaluation evaluation = compilation.IsValid && !skipped ? compilation.Program.Evaluate(bindings) : default;
            string? problem = !compilation.IsValid ? Errors(compilation) : skipped || evaluation.Value == CelValue.True ? null : evaluation.Value.ToString();
            if (problem is null && test.TryGetProperty("expectedCost", out JsonElement cost) && evaluation.Cost != cost.GetInt64())
                problem = $"cost {evaluation.Cost}";
            problems.Add(problem is null ? null : rule + ": " + problem);
        }
        foreach (JsonProperty rule in test.GetProperty("errors").EnumerateObject())
        {
            string message = Failure(environment.Compile(rule.Name), bindings);
            problems.Add(message.Contains(rule.Value.GetString()!, StringComparison.Ordinal) ? null : $"{rule.Name}: wanted {rule.Value}, got {message}");
        }
        return problems;
    }, count);

    [Test]
    public void Costs_are_those_of_the_api_server() => Each("costs", test =>
    {
        CelEnvironment environment = Newest.Extend(e =>
        {
            e.StrictLiterals = false;
            e.AddVariable("authorizer", CelAuthorizer.Type);
        });
        CelCompilation compilation = environment.Compile(test.GetProperty("expr").GetString()!);
        if (!compilation.IsValid)
            return [Errors(compilation)];
        CelEvaluation evaluation = compilation.Program.Evaluate(new CelBindings { ["authorizer"] = CelAuthorizer.Create(new Allowing()) });
        var estimate = compilation.EstimateCost(new TwelveCharacters());
        JsonElement estimated = test.GetProperty("estimated");
        bool same = evaluation.Cost == test.GetProperty("runtime").GetInt64()
            && estimate.Minimum == estimated.GetProperty("min").GetUInt64()
            && estimate.Maximum == estimated.GetProperty("max").GetUInt64();
        return [same
            ? null
            : $"{test.GetProperty("expr")}: wanted {estimated} {test.GetProperty("runtime")}, got {estimate} {evaluation.Cost} {evaluation.Value}"];
    }, 144);

    [TestCase("authz", 13), TestCase("admission-conditions", 32)]
    public void Conditions_of_admission_hold(string file, int count) => Each(file, test =>
    {
        int version = test.TryGetProperty("kubernetesVersion", out JsonElement v)
                && test.GetProperty("name").GetString()?.Contains("stored", StringComparison.Ordinal) != true
            ? Version.Parse(v.GetString()!).Minor
            : int.MaxValue;
        CelEnvironment environment = KubernetesEnvironment.CreateForAdmission(version);
        CelValue Of(string name) => test.TryGetProperty(name, out JsonElement e) ? CelValue.From(e) : CelValue.Null;
        var bindings = new CelBindings
        {
            ["object"] = Of("object"),
            ["oldObject"] = Of("oldObject"),
            ["request"] = Of("request"),
            ["params"] = Of("params"),
            ["namespaceObject"] = KubernetesEnvironment.WrapNamespace(Of("namespaceObject"))
        };
        if (test.TryGetProperty("authorizer", out JsonElement stub))
        {
            var authorizer = new StubAuthorizer(stub);
            bindings["authorizer"] = CelAuthorizer.Create(authorizer);
            string subresource = stub.TryGetProperty("allowWhen", out JsonElement when)
                    && when.TryGetProperty("subresource", out JsonElement s)
                ? s.GetString()!
                : "";
            bindings["authorizer.requestResource"] = CelAuthorizer.CreateRequestResource(
                authorizer,
                new() { Resource = "endpoints", Namespace = "default", Name = "endpoints1", Subresource = subresource });
        }
        long limit = test.TryGetProperty("perCallCostLimit", out JsonElement l) ? l.GetInt64() : CelProgram.DefaultCostLimit;
        return test.GetProperty("expressions").EnumerateArray().Select(e =>
        {
            string text = e.GetProperty("expr").GetString()!;
            CelCompilation compilation = environment.Compile(text);
            JsonElement expected = e.GetProperty("expected");
            if (expected.GetProperty("kind").GetString() == "value")
                return !compilation.IsValid ? Errors(compilation) : Differs(compilation.Program.Evaluate(bindings, limit).Value, expected);
            string message = compilation.IsValid
                ? $"expression '{text}' resulted in error: {compilation.Program.Evaluate(bindings, limit).Value}"
                : "compilation error: " + Errors(compilation);
            return message.Contains(expected.GetProperty("detail").GetString()!, StringComparison.Ordinal) ? null : message;
        });
    }, count);

    private static void Each(string file, Func<JsonElement, IEnumerable<string?>> run, int count)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Corpus.Require("cel-kubernetes", file + ".json")));
        var problems = new List<string>();
        int all = 0;
        foreach (JsonElement test in document.RootElement.EnumerateArray())
        {
            foreach (string? problem in run(test))
            {
                all++;
                if (problem is not null)
                    problems.Add($"{(test.TryGetProperty("name", out JsonElement name) ? name : test)}: {problem}");
            }
        }
        Assert.Multiple(() =>
        {
            Assert.That(problems, Is.Empty, $"{all - problems.Count} of {all}");
            Assert.That(all, Is.EqualTo(count));
        });
    }

    private static string Errors(CelCompilation compilation) => string.Join("\n", compilation.Issues);

    /// <summary>The message of a rule that fails, as the API server words it.</summary>
    private static string Failure(CelCompilation compilation, CelBindings bindings)
    {
        if (!compilation.IsValid)
            return "compile error: "
                + (compilation.Issues[0].Message.StartsWith("program", StringComparison.Ordinal)
                    ? compilation.Issues[0].Message
                    : "compilation failed: " + Errors(compilation));
        CelValue value = compilation.Program.Evaluate(bindings).Value;
        return value.IsError ? $"{value} evaluating rule: {compilation.Text}" : $"failed rule: {compilation.Text} {value}";
    }

    private static string? Differs(CelValue value, JsonElement expected)
    {
        if (expected.GetProperty("kind").GetString() == "runtimeError")
        {
            string pattern = expected.GetProperty("pattern").GetString()!;
            bool same = value.IsError
                && (expected.GetProperty("match").GetString() == "exact"
                    ? value.ToString() == pattern
                    : Regex.IsMatch(value.ToString(), pattern));
            return same ? null : value.ToString();
        }
        JsonElement tagged = expected.GetProperty("value");
        string function = tagged.GetProperty("type").GetString()!;
        bool equal = function is "ip" or "cidr" or "quantity" or "semver"
            ? value == Newest.Compile($"{function}('{tagged.GetProperty("value").GetString()}')").Program.Evaluate().Value
            : CelCorpusValues.Same(value, CelCorpusValues.Read(tagged));
        return equal ? null : value.ToString();
    }

    /// <summary>What the original tests assume of strings and bytes whose size nothing says.</summary>
    private sealed class TwelveCharacters : ICelSizeEstimator
    {
        public CelCostEstimate? EstimateSize(IReadOnlyList<string> path, CelType type) => path[^1] == "@items" ? new(0, 12) : null;
    }

    private sealed class Allowing : ICelAuthorizer
    {
        public CelAuthorizerDecision Authorize(CelAuthorizerRequest request) => new(true);
    }

    private sealed class StubAuthorizer(JsonElement stub) : ICelAuthorizer
    {
        public CelAuthorizerDecision Authorize(CelAuthorizerRequest request)
        {
            if (stub.TryGetProperty("allowWhen", out JsonElement when) && Attributes(when, request))
                return new(true);
            JsonElement otherwise = stub.GetProperty("otherwise");
            return new(
                false,
                otherwise.TryGetProperty("reason", out JsonElement reason) ? reason.GetString() ?? "" : "",
                otherwise.TryGetProperty("error", out JsonElement error) ? error.GetString() : null);
        }

        private static bool Attributes(JsonElement when, CelAuthorizerRequest request)
        {
            string Of(string name) => when.TryGetProperty(name, out JsonElement e) ? e.GetString() ?? "" : "";
            string user = when.TryGetProperty("user", out JsonElement u) ? u.GetProperty("Name").GetString()! : "";
            return Of("verb") == request.Verb && Of("path") == (request.Path ?? "") && Of("apiGroup") == request.ApiGroup && Of("resource") == request.Resource
                && Of("subresource") == request.Subresource
                && Of("namespace") == request.Namespace
                && Of("name") == request.Name
                && user == (request.User ?? "");
        }
    }
}
