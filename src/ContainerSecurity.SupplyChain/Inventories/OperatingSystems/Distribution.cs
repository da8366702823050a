namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>Tells packages that a distribution made from those of others.</summary>
internal static class Distribution
{
    /// <summary>Ends of the addresses by which Debian, Ubuntu and what is made from them maintain packages.</summary>
    private static readonly string[] DebianDomains =
    [
        "debian.org", "debian.net", "ubuntu.com", "canonical.com", "raspberrypi.org", "raspberrypi.com", "raspbian.org", "kali.org", "linuxmint.com",
    ];

    /// <summary>Words of maintainers who publish packages of their own for Debian and Ubuntu.</summary>
    private static readonly string[] ForeignMaintainers =
    [
        "@docker.com", "@microsoft.com", "google.com", "Google Cloud CLI Authors", "google-cloud-sdk", "chromium.org", "@nodesource.com", "@gitlab.com",
        "@github.com", "GitHub CLI", "@elastic.co", "@mongodb.com", "@oracle.com", "@mariadb.", "maria-developers", "@percona.com",
        "@hashicorp.com", "@grafana.com", "@influxdata.com", "@influxdb.com", "@redis.com", "@redis.io", "@redislabs.com", "@nginx.com", "@f5.com",
        "@nvidia.com", "NVIDIA", "@jenkins", "jenkinsci", "kohsuke", "@azul.com", "@adoptium.net", "Eclipse Adoptium",
        "@amazon.com", "amazonaws.com", "Amazon Corretto",
        "@yarnpkg.com", "Yarn Developers", "@confluent.io", "@datadoghq.com", "@newrelic.com", "@zabbix.com", "@cloudflare.com",
        "@tailscale.com", "Tailscale", "Kubernetes Authors", "kubernetes-dev", "@rabbitmq.com", "@vmware.com", "@broadcom.com", "@cloudera.com",
        "@brave.com", "@mozilla.com", "@slack-corp.com", "@zoom.us", "@spotify.com", "@postman.com", "@sury.org", "@couchbase.com", "@cockroachlabs.com",
        "@timescale.com", "@clickhouse.com", "ClickHouse", "@yandex-team.ru", "@neo4j.com", "@neotechnology.com", "@puppet.com", "@chef.io", "@opscode.com",
        "@saltstack.com", "@proxysql.com", "@haproxy.com", "@varnish-software.com", "@openresty.", "@konghq.com", "@traefik.io", "@splunk.com",
        "@dynatrace.com", "@crowdstrike.com", "@wazuh.com", "@sysdig.com", "@aquasec.com", "Teppei Fukuda", "@goreleaser.com", "@intel.com", "@amd.com",
        "@llvm.org", "@kitware.com", "@jfrog.com", "@sonatype.com", "@teamviewer.com", "@anydesk.com", "@oneidentity.com",
    ];

    /// <summary>Marks in versions of packages that others build from Debian's own sources, whose maintainers these keep.</summary>
    private static readonly string[] ForeignVersions = ["pgdg", ".gbp", "nodesource", "~sury", "bintray"];

    /// <summary>The words by which the vendors of rpms name themselves, by distribution.</summary>
    private static readonly Dictionary<string, string[]> RpmVendors = new(StringComparer.Ordinal)
    {
        ["rhel"] = ["Red Hat"],
        ["centos"] = ["CentOS", "Red Hat"],
        ["fedora"] = ["Fedora"],
        ["rocky"] = ["Rocky"],
        ["almalinux"] = ["AlmaLinux", "CloudLinux"],
        ["ol"] = ["Oracle America"],
        ["amzn"] = ["Amazon Linux", "Amazon.com", "Amazon AWS"],
        ["photon"] = ["VMware", "Broadcom"],
        ["sles"] = ["SUSE"],
        ["sle_hpc"] = ["SUSE"],
        ["suse"] = ["SUSE"],
        ["sl-micro"] = ["SUSE"],
        ["opensuse"] = ["openSUSE", "SUSE"],
        ["opensuse-leap"] = ["openSUSE", "SUSE"],
        ["opensuse-tumbleweed"] = ["openSUSE", "SUSE"],
        ["mariner"] = ["Microsoft Corporation"],
        ["azurelinux"] = ["Microsoft Corporation"],
    };

    /// <summary>Whether a distribution made a package.</summary>
    public static bool Made(SystemPackage package, OperatingSystemRelease? release) => release is not null && package.System switch
    {
        PackageSystem.Dpkg => MadeDeb(package, release),
        PackageSystem.Rpm => MadeRpm(package.Vendor, release),
        _ => true,
    };

    private static bool MadeDeb(SystemPackage package, OperatingSystemRelease release)
    {
        if (package.HasForeignMarks || ForeignVersions.Any(v => package.Version.Contains(v, StringComparison.Ordinal)))
            return false;
        if (package.Vendor is not { } maintainer)
            return true;
        if (HasDomain(maintainer))
            return true;
        // Debian's maintainers write their own addresses; Ubuntu puts its own into all that it builds.
        return release.Id != "ubuntu" && !ForeignMaintainers.Any(m => maintainer.Contains(m, StringComparison.OrdinalIgnoreCase));
    }

    private static bool HasDomain(string maintainer)
    {
        int at = maintainer.LastIndexOf('@');
        string domain = maintainer[(at + 1)..].TrimEnd('>', ' ');
        return at >= 0 && DebianDomains.Any(d =>
            domain.EndsWith(d, StringComparison.OrdinalIgnoreCase) && (domain.Length == d.Length || domain[^(d.Length + 1)] == '.'));
    }

    private static bool MadeRpm(string? vendor, OperatingSystemRelease release)
    {
        if (vendor is null)
            return false;
        string[] words = RpmVendors.GetValueOrDefault(release.Id) ?? [release.Id];
        return words.Any(w => vendor.Contains(w, StringComparison.OrdinalIgnoreCase));
    }
}
