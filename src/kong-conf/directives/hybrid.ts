import { list, number, oneOf, type Rows, secret, text, unset, yesNo } from './row.ts';

/** Control plane and data planes: only for a `role` other than traditional. */
export const hybrid: Rows = {
  cluster_listen: list('0.0.0.0:8005', 'where the control plane waits for data planes'),
  cluster_control_plane: text('127.0.0.1:8005', 'where data planes look for it'),
  cluster_server_name: text(unset, 'name they expect on its certificate'),
  cluster_cert: text(unset, 'certificate both show to each other'),
  cluster_cert_key: secret(text(unset, 'its key')),
  cluster_ca_cert: text(unset, 'authority behind those certificates'),
  cluster_mtls: oneOf(['shared', 'pki'], 'shared', 'whether all have one certificate, or one each'),
  cluster_ocsp: oneOf(['on', 'off', 'optional'], 'off', 'whether revoked certificates are looked for'),
  cluster_allowed_common_names: list(unset, 'names that certificates of data planes may have'),
  cluster_use_proxy: yesNo('off', 'whether data planes go through proxy_server'),
  cluster_max_payload: number('16777216', 'bytes a configuration may take on the way'),
  cluster_data_plane_purge_delay: number('1209600', 'seconds until a silent data plane is forgotten'),
  cluster_dp_labels: list(unset, 'labels of a data plane: key:value'),
  cluster_rpc: yesNo('off', 'whether both talk by remote calls'),
  cluster_rpc_sync: yesNo('off', 'whether changes travel one at a time'),
  cluster_cjson: yesNo('off', 'which JSON library reads what arrives'),
};
