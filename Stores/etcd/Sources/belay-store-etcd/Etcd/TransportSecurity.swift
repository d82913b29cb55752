import NIOSSL

/// TLS to the members of the cluster: whom to trust, and who this is.
enum TransportSecurity {
    /// The certificate of a member names the host or the address by which it is reached.
    static func configuration(_ files: StoreAddress.Files) throws(StoreFailure) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        if let path = files.ca {
            configuration.trustRoots = .certificates(try certificates(path))
        }
        if let path = files.cert, let key = files.key {
            configuration.certificateChain = try certificates(path).map { .certificate($0) }
            do {
                configuration.privateKey = .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
            } catch {
                throw StoreFailure(.invalid, "\(key) cannot be read as a private key in PEM without a password")
            }
        }
        return configuration
    }

    private static func certificates(_ path: String) throws(StoreFailure) -> [NIOSSLCertificate] {
        do {
            let certificates = try NIOSSLCertificate.fromPEMFile(path)
            if !certificates.isEmpty { return certificates }
        } catch {}
        throw StoreFailure(.invalid, "\(path) cannot be read as certificates in PEM")
    }
}
