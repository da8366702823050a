using ContainerSecurity.Policies;
using EmbeddedEngine;

Policy policy = Policy.Create().UseProfile(Profile.Baseline).AddRule(new TeamLabel()).Build();
var engine = new PolicyEngine(policy);
string manifest = args.Length > 0 ? args[0] : "samples/manifests/ci-runner.yaml";

using FileStream stream = File.OpenRead(manifest);
Decision decision = engine.Evaluate(stream, manifest);

Console.WriteLine(decision.IsAllowed ? "allowed" : "denied");
foreach (PolicyFinding finding in decision.Findings)
    Console.WriteLine($"{finding.Severity} {finding.Finding.Rule.Id}: {finding.Finding.Message}");
