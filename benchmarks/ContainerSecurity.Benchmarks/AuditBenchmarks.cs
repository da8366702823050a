using System.Diagnostics;
using System.Text;
using BenchmarkDotNet.Attributes;
using ContainerSecurity.Access.Audits;

namespace ContainerSecurity.Benchmarks;

/// <summary>
/// Reading of audit logs: 64 MB of events without bodies, and with bodies of 8 KB, which are passed over. Memory must
/// be that of a log of any length.
/// </summary>
[MemoryDiagnoser]
public class AuditBenchmarks
{
    private const int Length = 64 * 1000 * 1000;
    private byte[] log = [];

    [Params(0, 8_000)]
    public int BodyLength { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        using var stream = new MemoryStream(Length + 100_000);
        Write(stream, Length, BodyLength);
        log = stream.ToArray();
    }

    [Benchmark]
    public long Read()
    {
        var trail = new AuditTrail();
        trail.Read(new MemoryStream(log, writable: false), "audit.log");
        return trail.Allowed;
    }

    [Benchmark]
    public int Generate()
    {
        var trail = new AuditTrail();
        trail.Read(new MemoryStream(log, 0, 4_000_000, writable: false), "audit.log");
        return LeastAccess.Of(trail.Users).Roles.Count;
    }

    /// <summary>The time for a log, and the most memory it took.</summary>
    public static int Run(string file)
    {
        var trail = new AuditTrail();
        var watch = Stopwatch.StartNew();
        using (FileStream stream = File.OpenRead(file))
            trail.Read(stream, file);
        double megabytes = new FileInfo(file).Length / 1e6;
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine($"{megabytes:0} MB, {trail.Allowed} requests, {trail.ErrorCount} errors: {megabytes / watch.Elapsed.TotalSeconds:0} MB/s, {self.PeakWorkingSet64 / 1024 / 1024} MiB at most");
        return 0;
    }

    /// <summary>Writes a log of some length.</summary>
    public static void Write(Stream stream, long length, int bodyLength)
    {
        var random = new Random(17);
        string body = bodyLength == 0
            ? ""
            : $",\"requestObject\":{{\"kind\":\"Pod\",\"spec\":{{\"args\":[{string.Join(",", Enumerable.Range(0, bodyLength / 12).Select(i => $"\"arg-{i:D4}\""))}]}}}}";
        string[] verbs = ["get", "list", "watch", "create", "update", "patch", "delete"];
        string[] resources = ["pods", "services", "configmaps", "secrets", "leases", "endpoints", "events"];
        long written = 0;
        for (int i = 0; written < length; i++)
        {
            string space = $"ns-{random.Next(20)}", resource = resources[random.Next(resources.Length)], name = $"object-{random.Next(50)}";
            string line = $$$"""{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"{{{new Guid(i, 1, 2, new byte[8])}}}","stage":"ResponseComplete","requestURI":"/api/v1/namespaces/{{{space}}}/{{{resource}}}/{{{name}}}?timeout=10s","verb":"{{{verbs[random.Next(verbs.Length)]}}}","user":{"username":"system:serviceaccount:{{{space}}}:account-{{{random.Next(10)}}}","uid":"c2c1a1d2-0000-4000-8000-000000000000","groups":["system:serviceaccounts","system:serviceaccounts:{{{space}}}","system:authenticated"],"extra":{"authentication.kubernetes.io/pod-name":["controller-{{{i}}}"]}},"sourceIPs":["192.0.2.17"],"userAgent":"controller/v1.2.3 (linux/amd64) kubernetes/abcdef0","objectRef":{"resource":"{{{resource}}}","namespace":"{{{space}}}","name":"{{{name}}}","apiVersion":"v1"},"responseStatus":{"metadata":{},"code":200}{{{body}}},"requestReceivedTimestamp":"2026-11-29T01:02:03.123456Z","stageTimestamp":"2026-11-29T01:02:03.125456Z","annotations":{"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":"RBAC: allowed by RoleBinding \"controller/{{{space}}}\" of Role \"controller\" to ServiceAccount \"controller/{{{space}}}\""}}""" + "\n";
            byte[] bytes = Encoding.UTF8.GetBytes(line);
            stream.Write(bytes);
            written += bytes.Length;
        }
    }

    /// <summary>Writes a log of some megabytes to a file.</summary>
    public static int WriteFile(string file, int megabytes, int bodyLength)
    {
        using FileStream stream = File.Create(file);
        Write(stream, megabytes * 1_000_000L, bodyLength);
        return 0;
    }
}
