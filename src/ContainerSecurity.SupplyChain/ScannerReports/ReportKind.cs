namespace ContainerSecurity.SupplyChain.ScannerReports;

/// <summary>What tells of packages or their flaws.</summary>
internal enum ReportKind
{
    /// <summary>Nothing that is read here.</summary>
    None,

    /// <summary>CycloneDX or SPDX.</summary>
    Bill,

    /// <summary>What may be wrapped around a bill: in-toto, DSSE, Sigstore.</summary>
    Attestation,

    /// <summary>What <c>trivy --format json</c> writes.</summary>
    Trivy,

    /// <summary>What <c>grype --output json</c> writes.</summary>
    Grype,

    /// <summary>What <c>osv-scanner --format json</c> writes.</summary>
    OsvScanner,

    /// <summary>SARIF 2.1.0 (OASIS).</summary>
    Sarif,
}
