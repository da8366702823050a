using System.Text.Json;
using ContainerSecurity.Access;

namespace ContainerSecurity.Conformance;

/// <summary>The authorizer decides as the API server's own tests ask, and as a cluster does that has just been born.</summary>
public class RbacTests
{
    private static string Id(JsonElement vector) => RbacVectors.Text(vector, "id");

    [Test]
    public void Requests_are_allowed_and_denied_as_by_the_API_server()
    {
        var wrong = new List<string>();
        int count = 0;
        foreach (JsonElement vector in RbacVectors.Cases("authorize.json"))
        {
            count++;
            RbacAuthorizer authorizer = RbacVectors.Authorizer(vector.GetProperty("roles"), vector.GetProperty("bindings"));
            RbacVerdict verdict = authorizer.Can(RbacVectors.Request(vector.GetProperty("request"))).Verdict;
            if (verdict != (RbacVectors.Text(vector, "expected") == "allow" ? RbacVerdict.Allowed : RbacVerdict.Denied))
                wrong.Add($"{Id(vector)}: {verdict}");
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(count, Is.EqualTo(173));
    }

    [Test]
    public void Rules_are_covered_as_by_the_API_server_and_what_is_missing_is_the_same()
    {
        var wrong = new List<string>();
        int count = 0;
        foreach (JsonElement vector in RbacVectors.Cases("covers.json"))
        {
            count++;
            RbacCoverage coverage = Coverage(RbacVectors.Rules(vector.GetProperty("ownerRules")), RbacVectors.Rules(vector.GetProperty("servantRules")));
            bool isSame = coverage.Missing.Select(RbacVectors.Line).Order(StringComparer.Ordinal)
                .SequenceEqual(RbacVectors.Rules(vector.GetProperty("uncovered")).Select(RbacVectors.Line).Order(StringComparer.Ordinal));
            if (coverage.IsCovered != vector.GetProperty("covered").GetBoolean() || !isSame)
                wrong.Add(Id(vector));
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(count, Is.EqualTo(34));
    }

    [Test]
    public void Paths_are_covered_as_by_the_API_server()
    {
        var wrong = new List<string>();
        int count = 0;
        foreach (JsonElement vector in RbacVectors.Cases("non-resource-url-covers.json"))
        {
            count++;
            string owner = RbacVectors.Text(vector, "owner"), asked = RbacVectors.Text(vector, "requested");
            if (Coverage([Path(owner)], [Path(asked)]).IsCovered != vector.GetProperty("covers").GetBoolean())
                wrong.Add($"{owner} {asked}");
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(count, Is.EqualTo(14));
    }

    [Test]
    public void Subjects_are_who_the_API_server_takes_them_for()
    {
        var wrong = new List<string>();
        int count = 0;
        foreach (JsonElement vector in RbacVectors.Cases("subject-applies-to.json"))
        {
            count++;
            string space = RbacVectors.Text(vector, "namespace");
            JsonElement binding = JsonSerializer.SerializeToElement(new
            {
                kind = space.Length > 0 ? "RoleBinding" : "ClusterRoleBinding",
                metadata = space.Length > 0 ? (object)new { name = "b", @namespace = space } : new { name = "b" },
                roleRef = new { kind = "ClusterRole", name = "r" },
                subjects = vector.GetProperty("subjects"),
            });
            JsonElement role = JsonSerializer.SerializeToElement(new
            {
                kind = "ClusterRole",
                metadata = new { name = "r" },
                rules = new[] { new { verbs = new[] { "get" }, apiGroups = new[] { "" }, resources = new[] { "pods" } } }
            });
            RbacAuthorizer authorizer = RbacAuthorizer.Create(RbacVectors.Resources(role, binding));
            var user = new RbacUser(RbacVectors.Text(vector, "user"), RbacVectors.Texts(vector.GetProperty("groups")));
            if (authorizer.Can(new RbacRequest { User = user, Verb = "get", Resource = "pods", Namespace = space }).IsAllowed != vector.GetProperty("applies")
                .GetBoolean())
                wrong.Add(Id(vector));
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(count, Is.EqualTo(9));
    }

    [Test]
    public void Effective_rules_are_those_of_the_API_server()
    {
        JsonElement[] vectors = [.. RbacVectors.Cases("effective-rules.json")];
        Assert.That(vectors, Has.Length.EqualTo(4));
        Assert.Multiple(() =>
        {
            foreach (JsonElement vector in vectors)
            {
                RbacAuthorizer authorizer = RbacVectors.Authorizer(vector.GetProperty("roles"), vector.GetProperty("bindings"));
                var user = new RbacUser(RbacVectors.Text(vector, "user"), RbacVectors.Texts(vector.GetProperty("groups")));
                Assert.That(authorizer.WhatCan(user, RbacVectors.Text(vector, "namespace")).Rules.Select(RbacVectors.Line),
                    Is.EqualTo(RbacVectors.Rules(vector.GetProperty("rules")).Select(RbacVectors.Line)), Id(vector));
            }
        });
    }

    /// <summary>The super user of the API server's locator is one that a cluster is started with; objects know none.</summary>
    [Test]
    public void Subjects_who_can_do_a_request_are_those_that_the_API_server_finds_in_its_order()
    {
        JsonElement[] vectors = [.. RbacVectors.Cases("who-can.json")];
        Assert.That(vectors, Has.Length.EqualTo(6));
        Assert.Multiple(() =>
        {
            foreach (JsonElement vector in vectors)
            {
                RbacAuthorizer authorizer = RbacVectors.Authorizer(vector.GetProperty("roles"), vector.GetProperty("bindings"));
                string super = RbacVectors.Text(vector, "superUser");
                IEnumerable<string> expected = vector.GetProperty("subjects").EnumerateArray()
                    .Select(s => $"{RbacVectors.Text(s, "kind")} {RbacVectors.Text(s, "name")}").Where(s => s != "User " + super);
                Assert.That(authorizer.WhoCan(RbacVectors.Request(vector.GetProperty("request"))).Subjects.Select(s => s.ToString()), Is.EqualTo(expected),
                    Id(vector));
            }
        });
    }

    [Test]
    public void Requests_to_a_cluster_that_has_just_been_born_are_decided_as_there()
    {
        string path = Corpus.Require("rbac", "bootstrap-decisions.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement root = document.RootElement;
        IEnumerable<string> files = root.GetProperty("roles").EnumerateArray().Concat(root.GetProperty("bindings").EnumerateArray())
            .Select(f => f.GetString()!);
        RbacAuthorizer authorizer = RbacAuthorizer.Create(files.SelectMany(f => RbacVectors.Read(File.ReadAllText(Corpus.Require("rbac", f)), f))
            .Concat(RbacVectors.Resources(root.GetProperty("extraBindings").EnumerateArray())));
        var wrong = new List<string>();
        int count = 0;
        foreach (JsonElement vector in root.GetProperty("cases").EnumerateArray())
        {
            count++;
            RbacRequest request = RbacVectors.Request(vector.GetProperty("request"));
            RbacDecision decision = authorizer.Can(request);
            if (decision.Verdict != (RbacVectors.Text(vector, "expected") == "allow" ? RbacVerdict.Allowed : RbacVerdict.Denied))
                wrong.Add($"{request.User} {request}: {decision.Reason}");
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(count, Is.EqualTo(583));
        Assert.That(authorizer.Gaps, Is.Empty);
    }

    private static RbacRule Path(string path) => new() { Verbs = ["get"], NonResourceUrls = [path] };

    private static RbacCoverage Coverage(IReadOnlyList<RbacRule> owned, IReadOnlyList<RbacRule> asked) => RbacCoverage.Of(owned, asked);
}
