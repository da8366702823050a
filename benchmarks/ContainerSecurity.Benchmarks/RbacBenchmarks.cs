using BenchmarkDotNet.Attributes;
using ContainerSecurity.Access;
using ContainerSecurity.Access.Paths;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Benchmarks;

/// <summary>The authorizer and the paths over 1,000 roles and 5,000 bindings.</summary>
[MemoryDiagnoser]
public class RbacBenchmarks
{
    private readonly Resource[] resources = RbacWorld.Create();
    private readonly RbacRequest allowed;
    private readonly RbacRequest denied;
    private readonly RbacObjects objects;
    private readonly RbacAuthorizer authorizer;
    private readonly ClusterInventory inventory;

    public RbacBenchmarks()
    {
        objects = RbacObjects.Read(resources);
        authorizer = new RbacAuthorizer(objects);
        inventory = ClusterInventory.Read(resources);
        RbacBinding binding = authorizer.Bindings.First(b => !b.IsClusterWide && authorizer.FindRole(b)!.Rules[0].Verbs.Count > 0);
        RbacRule rule = authorizer.FindRole(binding)!.Rules[0];
        allowed = new RbacRequest
        {
            User = RbacUser.Named(binding.Subjects[0].Name, "g1", "g2"),
            Verb = rule.Verbs[0],
            ApiGroup = rule.ApiGroups[0],
            Resource = rule.Resources[0].Split('/')[0],
            Subresource = rule.Resources[0].Contains('/', StringComparison.Ordinal) ? rule.Resources[0].Split('/')[1] : "",
            Namespace = binding.Namespace!,
        };
        denied = allowed with { Resource = "nodes", Subresource = "proxy" };
        if (!authorizer.Can(allowed).IsAllowed || authorizer.Can(denied).IsAllowed)
            throw new InvalidOperationException("The world does not answer as it should.");
    }

    [Benchmark]
    public bool CanAllowed() => authorizer.Can(allowed).IsAllowed;

    [Benchmark]
    public bool CanDenied() => authorizer.Can(denied).IsAllowed;

    [Benchmark]
    public int WhoCan() => authorizer.WhoCan(allowed).Grants.Count;

    [Benchmark]
    public int WhatCan() => authorizer.WhatCan(allowed.User, allowed.Namespace).Grants.Count;

    [Benchmark]
    public RbacAuthorizer Build() => new(objects);

    [Benchmark]
    public RbacAuthorizer ReadAndBuild() => RbacAuthorizer.Create(resources);

    [Benchmark]
    public int Paths() => new EscalationGraph(authorizer, inventory).Paths.Count;
}
