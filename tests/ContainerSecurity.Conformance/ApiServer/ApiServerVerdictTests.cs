using System.Text.Json;
using ContainerSecurity.Policies.Admission;

namespace ContainerSecurity.Conformance.ApiServer;

/// <summary>Requests to a real API server under its policies: what it answered is what we answer.</summary>
public sealed class ApiServerVerdictTests
{
    private const int Refused = 400;
    private const string Denied = "denied request: ";

    /// <summary>Requests that we answer otherwise on purpose, by their policy, with the reason.</summary>
    private static readonly (string Policy, string Reason)[] Argued =
    [
        ("c-nobind", "a policy without a binding, as a file of its own, is taken to be in force everywhere"),
    ];

    [Test]
    public void Requests_are_allowed_and_denied_as_the_api_server_does()
    {
        string[] misses = ApiServerCorpus.Misses(ApiServerCorpus.Rows("verdicts.jsonl"), Miss);

        Assert.That(misses.Where(m => !Argued.Any(a => m.StartsWith(a.Policy + "#", StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public void Denials_say_what_the_api_server_says()
    {
        JsonElement[] denials = [.. ApiServerCorpus.Rows("verdicts.jsonl").Where(r => r.Text("message").Contains(Denied, StringComparison.Ordinal))];
        string[] misses = ApiServerCorpus.Misses(denials, OtherWords);

        Assert.That((double)misses.Length / denials.Length, Is.LessThan(0.01));
    }

    private static string? OtherWords(JsonElement row)
    {
        string message = row.Text("message"), expected = message[(message.IndexOf(Denied, StringComparison.Ordinal) + Denied.Length)..];
        AdmissionResult result = Evaluate(row);
        string actual = result.Violations.Count > 0 ? result.Violations[0].Message : $"({result.Verdict} {result.Error})";
        return actual == expected ? null : $"{row.Text("id")}: expected «{expected}», was «{actual}»";
    }

    private static string? Miss(JsonElement row)
    {
        int status = row.GetProperty("status").GetInt32();
        // What is no YAML to the API server is none to us, and has no verdict.
        if (status == Refused && ApiServerCorpus.Read(row.Text("object")).Count == 0)
            return null;
        AdmissionResult result = Evaluate(row);
        // Warnings and audits let a request pass; what cannot be read is no policy's verdict, but it does not pass.
        bool agrees = status < Refused ? result.IsAllowed : !result.IsAllowed && (status == Refused || result.Verdict == AdmissionVerdict.Denied);
        return agrees
            ? null
            : $"{row.Text("id")}: expected {status} {row.Text("message")}, was {result.Verdict}: {string.Join("; ", result.Violations.Select(v => v.Message))} {result.Error}";
    }

    private static AdmissionResult Evaluate(JsonElement row)
    {
        AdmissionPolicySet set = AdmissionPolicySet.Read([
            .. ApiServerCorpus.ReadAll(row.GetProperty("policies")), .. ApiServerCorpus.ReadAll(row.GetProperty("params"))
        ]);
        (AdmissionRequest request, AdmissionContext context) = ApiServerCorpus.Request(row);
        return set.Evaluate(request, context).Single();
    }
}
