using ContainerSecurity.NUnit;
using ContainerSecurity.Policies;

namespace Acme.Rules.Tests;

public class TeamLabelTests
{
    private static readonly Policy Policy = ContainerSecurity.Policies.Policy.Create()
        .UseProfile(Profile.None)
        .AddRule(new TeamLabel())
        .Rule("ACME0001", new RuleSetting { Enforcement = Enforcement.Deny })
        .Build();

    [Test]
    public void A_workload_that_names_its_team_complies() => Assert.That(Pod("{team: shop}"), Complies.With(Policy));

    [Test]
    public void A_workload_without_a_team_does_not() => Assert.That(Pod("{}"), Complies.With(Policy).ExceptFor("ACME0001"));

    private static string Pod(string labels) => $$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          labels: {{labels}}
        spec:
          containers:
          - name: app
            image: registry.example.com/web:1.4.2
        """;
}
