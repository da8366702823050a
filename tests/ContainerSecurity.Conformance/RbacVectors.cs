using System.Text.Json;
using ContainerSecurity.Access;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Conformance;

/// <summary>Reads the vectors of Kubernetes' RBAC: objects by the way that files take, requests and rules as they are written.</summary>
internal static class RbacVectors
{
    private const string Group = "rbac.authorization.k8s.io";

    public static IEnumerable<JsonElement> Cases(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Corpus.Require("rbac", file)));
        JsonElement root = document.RootElement.Clone();
        return root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : root.GetProperty("cases").EnumerateArray();
    }

    /// <summary>The resources of objects that have kinds, and no versions.</summary>
    public static IEnumerable<Resource> Resources(params IEnumerable<JsonElement> objects)
    {
        foreach (JsonElement one in objects)
        {
            Dictionary<string, JsonElement> fields = one.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
            string json = JsonSerializer.Serialize(fields.Append(new("apiVersion", JsonSerializer.SerializeToElement(Group + "/v1"))).ToDictionary());
            foreach (Resource resource in Read(json, "object.json"))
                yield return resource;
        }
    }

    public static IReadOnlyList<Resource> Read(string text, string path)
    {
        var errors = new List<DocumentError>();
        DocumentSet set = new DocumentReader().Read(text, path);
        Assert.That(set.Errors, Is.Empty, path);
        Resource[] resources = [.. set.Documents.SelectMany(d => KubernetesReader.Read(d, errors))];
        Assert.That(errors, Is.Empty, path);
        return resources;
    }

    public static RbacAuthorizer Authorizer(JsonElement roles, JsonElement bindings) =>
        RbacAuthorizer.Create(Resources([.. roles.EnumerateArray(), .. bindings.EnumerateArray()]));

    public static RbacRequest Request(JsonElement request) => new()
    {
        User = new RbacUser(Text(request, "user"), request.TryGetProperty("groups", out JsonElement groups) ? Texts(groups) : []),
        Verb = Text(request, "verb"),
        ApiGroup = Text(request, "apiGroup"),
        Resource = Text(request, "resource"),
        Subresource = Text(request, "subresource"),
        Namespace = Text(request, "namespace"),
        Name = Text(request, "name"),
        Path = request.TryGetProperty("nonResourceURL", out JsonElement path) ? path.GetString() : null,
    };

    public static IReadOnlyList<RbacRule> Rules(JsonElement rules) => [.. rules.EnumerateArray().Select(Rule)];

    /// <summary>A rule in one line, lists in their order.</summary>
    public static string Line(RbacRule rule) =>
        string.Join(" | ", new[] { rule.Verbs, rule.ApiGroups, rule.Resources, rule.ResourceNames, rule.NonResourceUrls }.Select(l => string.Join(",", l)));

    public static string Text(JsonElement element, string key) => element.TryGetProperty(key, out JsonElement value) ? value.GetString() ?? "" : "";

    public static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(i => i.GetString()!)];

    private static RbacRule Rule(JsonElement rule) => new()
    {
        Verbs = List(rule, "verbs"),
        ApiGroups = List(rule, "apiGroups"),
        Resources = List(rule, "resources"),
        ResourceNames = List(rule, "resourceNames"),
        NonResourceUrls = List(rule, "nonResourceURLs"),
    };

    private static string[] List(JsonElement rule, string key) => rule.TryGetProperty(key, out JsonElement list) ? Texts(list) : [];
}
