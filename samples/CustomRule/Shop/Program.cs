using Acme.Rules;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;

// The same rule in the engine, with the same policy.
PolicyReadResult read = new PolicyReader([new TeamLabel()]).Load("container-policy.yaml");
Decision decision = new PolicyEngine(read.Policy).Evaluate(File.ReadAllText("deploy/cart.yaml"), "deploy/cart.yaml");
foreach (PolicyFinding finding in decision.Findings.Where(f => f.Finding.Rule.Id == "ACME0001"))
{
    DocumentLocation place = finding.Finding.Location;
    Console.WriteLine($"{place.File.Path}({place.Span.Line},{place.Span.Column}): {finding.Finding.Rule.Id}: {finding.Finding.Message}");
}
