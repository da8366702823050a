using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;

namespace ContainerSecurity.Conformance;

/// <summary>Policies and bindings that an API server accepts or refuses are right or wrong here as well.</summary>
public sealed class ApiServerPolicyTests
{
    [Test]
    public void Policies_are_right_where_an_API_server_accepts_them()
    {
        var misses = new List<string>();
        int count = 0;
        foreach (string line in File.ReadLines(Corpus.Require("apiserver", "accepted-or-refused.jsonl")).Where(l => l.Length > 0))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            count++;
            var errors = new List<DocumentError>();
            AdmissionPolicySet set = AdmissionPolicySet.Read(row.RootElement.GetProperty("yaml").GetString()!, "policy.yaml", errors);
            string[] problems = [.. errors.Concat(set.Errors).Select(e => e.Message)];
            if (problems.Length == 0 != row.RootElement.GetProperty("status").GetInt32() < 300)
                misses.Add($"{row.RootElement.GetProperty("id")}: {row.RootElement.GetProperty("message")} [{string.Join("; ", problems)}]");
        }
        TestContext.Out.WriteLine($"{count - misses.Count} of {count}");
        foreach (string miss in misses)
            TestContext.Out.WriteLine(miss);
        Assert.That(misses, Is.Empty);
        Assert.That(count, Is.EqualTo(106));
    }
}
