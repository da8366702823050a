using ContainerSecurity.Policies;
using ContainerSecurity.Sources;
using OwnFormat;

Policy policy = Policy.Create().UseProfile(Profile.Recommended).AddRule(new UnseenUpdate()).Build();
var engine = new PolicyEngine(policy, new PolicyEngineOptions { Formats = [new QuadletFormat()] });
SourceSelection found = SourceDiscovery.Find(args, new SourceDiscoveryOptions { Wants = p => p.EndsWith(".container", StringComparison.Ordinal) });

await foreach (Decision decision in engine.ScanAsync(found.Sources.ToAsyncEnumerable()).ConfigureAwait(false))
    foreach (PolicyFinding finding in decision.Findings)
        Console.WriteLine($"{finding.Finding.Location.File.Path}:{finding.Finding.Location.Span.Line}: {finding.Severity} {finding.Finding.Rule.Id}: {finding.Finding.Message}");
