using System.Text.Json;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;

namespace ContainerSecurity.Conformance;

/// <summary>Admission policies of kubescape, Kyverno, Gatekeeper and the Kubernetes documentation, with the verdicts of their own tests.</summary>
public sealed class AdmissionPolicyTests
{
    private static readonly DocumentReader Reader = new();

    /// <summary>Cases whose expected verdict does not follow from the policy, by a part of their name and their policy's kind, with the reason.</summary>
    private static readonly (string Case, string Kind, string Reason)[] Argued =
    [
        ("block-images-with-volumes//good", "ValidatingPolicy", "asks a registry for the image's configuration, which nobody answers here"),
    ];

    [Test]
    public void Verdicts_are_those_of_the_policies_own_tests()
    {
        string folder = Corpus.Require("admission-policies", "index.json");
        using JsonDocument index = JsonDocument.Parse(File.ReadAllText(folder));
        folder = Path.GetDirectoryName(folder)!;
        var misses = new List<string>();
        int count = 0;
        foreach (JsonElement test in index.RootElement.EnumerateArray())
        {
            count++;
            if (Miss(folder, test) is { } miss)
                misses.Add(miss);
        }
        TestContext.Out.WriteLine($"{count - misses.Count} of {count}");
        foreach (string miss in misses)
            TestContext.Out.WriteLine(miss);
        Assert.That(
            misses.Where(m =>
                !Argued.Any(a => m.Contains(a.Case, StringComparison.Ordinal) && m.Contains(a.Kind, StringComparison.Ordinal))),
            Is.Empty);
        Assert.That(count, Is.EqualTo(2304));
    }

    [Test]
    public void Policies_of_others_are_right()
    {
        string folder = Path.GetDirectoryName(Corpus.Require("admission-policies", "index.json"))!;
        using JsonDocument index = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "index.json")));
        string[] keys = ["policy", "constraint", "binding"];
        string[] files = [.. index.RootElement.EnumerateArray()
            .SelectMany(t => keys.Select(k => t.TryGetProperty(k, out JsonElement path) ? path.GetString() ?? "" : ""))
            .Where(p => p.Length > 0)
            .Distinct()];
        DocumentError[] errors = [.. files.SelectMany(f => AdmissionPolicySet.Read(Read(folder, f)).Errors)];
        foreach (DocumentError error in errors)
            TestContext.Out.WriteLine(error);
        // A draft of the documentation names a kind of parameters as no released API does.
        Assert.That(errors.Where(e => !e.File.Contains("deploy-replica-params", StringComparison.Ordinal)), Is.Empty, $"{files.Length} files");
    }

    private static string? Miss(string folder, JsonElement test)
    {
        string Text(string key) => test.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        string name = Text("policyName"), rule = Text("rule").Replace("autogen-cronjob-", "", StringComparison.Ordinal)
            .Replace("autogen-", "", StringComparison.Ordinal);
        var documents = new List<DocumentNode>();
        foreach (string key in new[] { "policy", "constraint", "params", "binding" })
            if (Text(key).Length > 0)
                documents.AddRange(Read(
                    folder,
                    Text(key),
                    key == "binding"
                        ? t => t.Replace("policyName: placeholder", "policyName: " + name, StringComparison.Ordinal)
                        : t => t));
        AdmissionPolicySet set = AdmissionPolicySet.Read(documents);
        AdmissionPolicy? policy = set.Policies.FirstOrDefault(p => p.Name == (rule.Length > 0 ? $"{name}/{rule}" : name));
        if (policy is null)
            return $"{Text("case")} ({Text("policyKind")}): the policy is not read";
        DocumentNode resource = Read(folder, Text("resource"))[0];
        AdmissionRequest request = test.TryGetProperty("resourceIsAdmissionReview", out JsonElement review) && review.ValueKind == JsonValueKind.True
            ? AdmissionRequest.FromReview(DocumentValue.Of(resource))
            : new AdmissionRequest(DocumentValue.Of(resource), operation: Enum.Parse<AdmissionOperation>(Text("operation"), ignoreCase: true));
        AdmissionResult result = set.Evaluate(request, new AdmissionContext { NamespaceObject = FindNamespace(folder, Text("values"), request.Namespace) })
            .Single(r => r.Policy == policy);
        string verdict = result.Verdict switch
        {
            AdmissionVerdict.NotApplicable => "notApplicable",
            AdmissionVerdict.Allowed => "allow",
            _ => "deny",
        };
        string expected = Text("expected");
        bool agrees = expected == verdict || (expected == "allow" && verdict == "notApplicable");
        return agrees
            ? null
            : $"{Text("case")} ({Text("policyKind")}): expected {expected}, was {verdict}: {result.Error ?? string.Join("; ", result.Violations.Select(v => v.Message))} [{(set.Errors.Count > 0 ? set.Errors[0].Message : "")}]";
    }

    private static IReadOnlyList<DocumentNode> Read(string folder, string path, Func<string, string>? change = null)
    {
        string text = File.ReadAllText(Path.Combine(folder, path));
        return Reader.Read(change is null ? text : change(text), path).Documents;
    }

    /// <summary>The namespace in a file of values for Kyverno's command line.</summary>
    private static CelValue FindNamespace(string folder, string values, string name)
    {
        if (values.Length > 0 && Read(folder, values)[0] is MappingNode mapping && mapping["namespaces"] is SequenceNode list)
            foreach (MappingNode item in list.Items.OfType<MappingNode>())
                if (item["metadata"] is MappingNode metadata && metadata["name"] is ScalarNode { Text: var found } && found == name)
                    return DocumentValue.Of(item);
        return default;
    }
}
